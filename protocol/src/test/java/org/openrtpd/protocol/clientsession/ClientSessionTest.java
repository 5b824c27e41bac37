package org.openrtpd.protocol.clientsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.protocol.clientsession.WireBytes.ATTR_28;
import static org.openrtpd.protocol.clientsession.WireBytes.ATTR_32;
import static org.openrtpd.protocol.clientsession.WireBytes.BREAK;
import static org.openrtpd.protocol.clientsession.WireBytes.BUSY;
import static org.openrtpd.protocol.clientsession.WireBytes.FAULT;
import static org.openrtpd.protocol.clientsession.WireBytes.FLUSH;
import static org.openrtpd.protocol.clientsession.WireBytes.NOP;
import static org.openrtpd.protocol.clientsession.WireBytes.PID_4;
import static org.openrtpd.protocol.clientsession.WireBytes.SECOND;
import static org.openrtpd.protocol.clientsession.WireBytes.SERVER_PROCESS;
import static org.openrtpd.protocol.clientsession.WireBytes.SOH;
import static org.openrtpd.protocol.clientsession.WireBytes.START;
import static org.openrtpd.protocol.clientsession.WireBytes.STOP;
import static org.openrtpd.protocol.clientsession.WireBytes.VERSION_1;
import static org.openrtpd.protocol.clientsession.WireBytes.VERSION_2;
import static org.openrtpd.protocol.clientsession.WireBytes.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.PacketFilter;
import org.openrtpd.protocol.client.SohUnit;

class ClientSessionTest {

    private static final long BEGIN = -20 * SECOND;
    private static final ClientLimits LIMITS = ClientLimits.defaults();
    private static final String ATTR_45_S = ATTR_28.replace("0000001e", "0000002d");
    private static final String ATTR_EH = ATTR_28.replace("00000110", "00000020");

    private final SentToClient sent = new SentToClient();
    private final RecordedWishes wanted = new RecordedWishes();
    private final ClientCounts counts = new ClientCounts();
    private final ClientSession session = session(VERSION_1 + PID_4 + ATTR_28);

    private ClientSession session(String handshakeHex) {
        return session(stream(handshakeHex), sent);
    }

    private ClientSession session(ByteBuf stream, SentToClient out) {
        ClientHandshake handshake = new ClientHandshake(SERVER_PROCESS, LIMITS, out, BEGIN);
        handshake.receive(stream, BEGIN);
        out.messages.clear();
        return new ClientSession(handshake, LIMITS, out, wanted, counts, BEGIN);
    }

    private void receive(String hex) {
        session.receive(stream(hex), BEGIN);
    }

    private static ByteBuf packet(char first, char second) {
        return Unpooled.buffer(1024).writeByte(first).writeByte(second).writeZero(1022);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-library.txt", "v2.txt"})
    void shouldAnswerAsTheTranscriptSaysWhereverTheStreamIsSplit(String name) {
        Transcript transcript = Transcript.read(name);
        byte[] all = transcript.fromClient();
        for (int split = 0; split <= all.length; split++) {
            SentToClient out = new SentToClient();
            RecordedWishes wishes = new RecordedWishes();
            ClientHandshake handshake = new ClientHandshake(SERVER_PROCESS, LIMITS, out, BEGIN);
            ByteBuf stream = Unpooled.buffer().writeBytes(all, 0, split);
            ClientSession follower = null;
            for (int part = 0; part < 2; part++) {
                handshake.receive(stream, BEGIN);
                if (follower == null && handshake.state() == HandshakeState.GRANTED) {
                    follower = new ClientSession(handshake, LIMITS, out, wishes, counts, BEGIN);
                }
                if (follower != null) {
                    follower.receive(stream, BEGIN);
                }
                if (part == 0) {
                    stream.writeBytes(all, split, all.length - split);
                }
            }

            assertThat(out.messages).isEqualTo(transcript.answers());
            assertThat(wishes.wishes).containsExactly("soh", "command 9f2b SSA",
                    name.equals("v2.txt") ? "attributes 10010" : "attributes 10",
                    "stop", "start", "flush");
            assertThat(out.closed).isEqualTo(ClientEnd.LEFT);
        }
    }

    @Test
    void shouldNotFollowAHandshakeThatIsNotFinished() {
        ClientHandshake handshake = new ClientHandshake(SERVER_PROCESS, LIMITS, sent, BEGIN);

        assertThatThrownBy(
                () -> new ClientSession(handshake, LIMITS, sent, wanted, counts, BEGIN))
                .isInstanceOf(IllegalStateException.class);
    }

    @Nested
    class Attributes {

        @Test
        void shouldBeAnsweredAndChangeTheFilterFromThenOn() {
            PacketFilter before = session.filter();
            ByteBuf header = packet('E', 'H');
            ByteBuf data = packet('D', 'T');
            assertThat(before.accepts(header, 0, 1024)).isFalse();
            assertThat(before.accepts(data, 0, 1024)).isTrue();

            receive(ATTR_EH);

            assertThat(sent.messages).containsExactly(ATTR_EH);
            assertThat(session.filter().accepts(header, 0, 1024)).isTrue();
            assertThat(session.filter().accepts(data, 0, 1024)).isFalse();
            assertThat(wanted.wishes).containsExactly("attributes 20");
        }

        @Test
        void shouldBeCutAndRaisedByTheVersionOfTheHandshake() {
            ClientSession version2 = session(VERSION_2 + PID_4 + ATTR_32);

            version2.receive(stream(ATTR_28.replace("00000110", "ffffffff")
                    .replace("0000001e", "00000001")), BEGIN);

            assertThat(version2.version()).isEqualTo(LegVersion.V2);
            assertThat(sent.last()).isEqualTo(ATTR_28.replace("00000110", "0003ffff"));
        }

        @Test
        void shouldChangeTheHeartbeat() {
            receive(ATTR_45_S);

            assertThat(session.wakeAtNanos()).isEqualTo(BEGIN + 45 * SECOND / 2);
        }

        @Test
        void shouldEndTheSessionWhenMalformedBecauseNoAnswerFits() {
            receive("00030000000400000000");

            assertThat(sent.closed).isEqualTo(ClientEnd.WRONG_BODY_LENGTH);
            assertThat(sent.messages).isEmpty();
        }

        @Test
        void shouldEndTheSessionWhenChangedTooOften() {
            receive(ATTR_28.repeat(LIMITS.answers()));
            assertThat(sent.closed).isNull();

            receive(ATTR_28);

            assertThat(sent.closed).isEqualTo(ClientEnd.ATTR_RATE);
            assertThat(sent.messages).hasSize(LIMITS.answers());
        }

        @Test
        void shouldBeAnsweredForeverAtTheAllowedRate() {
            receive(ATTR_28.repeat(LIMITS.answers()));
            for (int second = 1; second < 500; second++) {
                session.receive(stream(ATTR_28), BEGIN + second * SECOND);
            }

            assertThat(sent.closed).isNull();
        }
    }

    @Nested
    class Soh {

        @Test
        void shouldBeAnsweredInSeveralMessagesOfAtMost1024Bytes() {
            List<SohUnit> units = IntStream.range(1, 101)
                    .mapToObj(unit -> new SohUnit(unit, 0, 0, 0)).toList();

            session.answerSoh(1, units, BEGIN);

            assertThat(sent.messages).hasSize(2);
            assertThat(sent.messages.get(0))
                    .startsWith("0004" + "000003f8" + "00000001" + "0048001c");
            assertThat(sent.messages.get(1))
                    .startsWith("0004" + "00000190" + "00000001" + "001c0000");
        }

        @Test
        void shouldNotBeAnsweredTooOftenButEndNothing() {
            receive(SOH.repeat(LIMITS.answers() + 5));

            assertThat(sent.messages).hasSize(LIMITS.answers());
            assertThat(counts.total(ClientCount.SOH_REQUESTS)).isEqualTo(LIMITS.answers());
            assertThat(counts.total(ClientCount.SOH_RATE)).isEqualTo(5);
            assertThat(sent.closed).isNull();
        }

        @Test
        void shouldNotBeAnsweredAfterTheEnd() {
            receive(BREAK);

            session.answerSoh(1, List.of(), BEGIN);

            assertThat(sent.messages).isEmpty();
        }
    }

    @Nested
    class Heartbeats {

        @Test
        void shouldBeDueAfterHalfTheTimeOutWithoutAnythingSent() {
            assertThat(session.wakeAtNanos()).isEqualTo(BEGIN + 15 * SECOND);
            session.tick(BEGIN + 15 * SECOND - 1);
            assertThat(sent.messages).isEmpty();

            session.tick(BEGIN + 15 * SECOND);
            session.tick(BEGIN + 15 * SECOND);

            assertThat(sent.messages).containsExactly(NOP);
            assertThat(session.wakeAtNanos()).isEqualTo(BEGIN + 30 * SECOND);
        }

        @Test
        void shouldNotBeDueWhilePacketsAreSent() {
            for (int second = 10; second < 300; second += 10) {
                session.sent(BEGIN + second * SECOND);
                session.tick(BEGIN + (second + 10) * SECOND);
            }

            assertThat(sent.messages).isEmpty();
        }

        @Test
        void shouldBePutOffByAnAnswer() {
            session.receive(stream(SOH), BEGIN);
            wanted.nowNanos = BEGIN + 10 * SECOND;
            session.receive(stream(SOH), BEGIN + 10 * SECOND);

            assertThat(session.wakeAtNanos()).isEqualTo(BEGIN + 25 * SECOND);
        }

        @Test
        void shouldGoOnWhileForwardingIsStopped() {
            receive(STOP);

            session.tick(BEGIN + 15 * SECOND);

            assertThat(sent.messages).containsExactly(NOP);
        }

        @Test
        void shouldNotEndAClientThatIsSilentForDays() {
            long now = BEGIN;
            for (int i = 0; i < 20_000; i++) {
                now = session.wakeAtNanos();
                session.tick(now);
            }

            assertThat(sent.closed).isNull();
            assertThat(sent.messages).hasSize(20_000).containsOnly(NOP);
            assertThat(now - BEGIN).isEqualTo(20_000 * 15 * SECOND);
        }

        @Test
        void shouldEndWithTheSession() {
            receive(BREAK);

            session.tick(BEGIN + 99 * SECOND);

            assertThat(sent.messages).isEmpty();
            assertThat(session.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Nested
    class OtherMessages {

        @Test
        void shouldForwardFromTheStartAndTellChangesOnly() {
            assertThat(session.isForwarding()).isTrue();

            receive(START + START);
            assertThat(wanted.wishes).isEmpty();
            receive(STOP + STOP);
            assertThat(session.isForwarding()).isFalse();
            receive(START + FLUSH);

            assertThat(session.isForwarding()).isTrue();
            assertThat(wanted.wishes).containsExactly("stop", "start", "flush");
        }

        @Test
        void shouldHandCommandsOutInBothForms() {
            receive("00010000000700000003535341" + "000e00000007000004009f2b0003535341");

            assertThat(wanted.wishes).containsExactly("command 0 SSA", "command 9f2b SSA");
            assertThat(counts.total(ClientCount.COMMANDS)).isEqualTo(2);
        }

        @Test
        void shouldEndAtBreakAndDropWhatComesBehind() {
            ByteBuf stream = stream(BREAK + SOH + "00");

            session.receive(stream, BEGIN);

            assertThat(sent.closed).isEqualTo(ClientEnd.LEFT);
            assertThat(session.isClosed()).isTrue();
            assertThat(session.isForwarding()).isFalse();
            assertThat(sent.messages).isEmpty();
            assertThat(stream.isReadable()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {NOP, "000200000001ff", "000c00000002ffff", "000f00000000"})
        void shouldIgnoreWhatHasNoMeaning(String hex) {
            receive(hex);

            assertThat(sent.messages).isEmpty();
            assertThat(sent.closed).isNull();
            assertThat(wanted.wishes).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "123400000003ffffff, UNKNOWN_TYPE", "001000000000, UNKNOWN_TYPE",
            PID_4 + ", UNEXPECTED_TYPE", BUSY + ", UNEXPECTED_TYPE", FAULT + ", UNEXPECTED_TYPE",
            "000000000002ffff, UNEXPECTED_TYPE", "000d0000000200000010ffff, UNEXPECTED_TYPE",
            "0001000000049f2b0001, MALFORMED", "0001000000049f2b0000, MALFORMED", "000b00000001ff, MALFORMED",
            "00010000000100, MALFORMED"
        })
        void shouldCountAndIgnoreWhatDoesNotBelongHere(String hex, ClientCount counted) {
            receive(hex + ATTR_EH);

            assertThat(counts.total(counted)).isEqualTo(1);
            assertThat(sent.closed).isNull();
            assertThat(sent.messages).containsExactly(ATTR_EH);
        }

        @ParameterizedTest
        @CsvSource({"0000ffffffff, NEGATIVE_LENGTH", "123480000000, NEGATIVE_LENGTH",
            "123400001001, LENGTH_BOUND", "00017fffffff, LENGTH_BOUND"})
        void shouldEndWhenALengthIsNegativeOrOverTheBound(String hex, ClientEnd why) {
            receive(hex);

            assertThat(sent.closed).isEqualTo(why);
            assertThat(sent.messages).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"BUSY, " + BUSY, "BREAK, " + BREAK, "FAULT, " + FAULT})
        void shouldBeToldWhenItIsSentAway(Dismissal how, String hex) {
            session.dismiss(how, BEGIN);
            session.dismiss(how, BEGIN);

            assertThat(sent.messages).containsExactly(hex);
            assertThat(sent.closed).isEqualTo(ClientEnd.DISMISSED);
        }
    }

    @Test
    void shouldNeverThrowNorAnswerMoreThanAllowedWhateverComes() {
        Random random = new Random(2543);
        for (int run = 0; run < 20_000; run++) {
            SentToClient out = new SentToClient();
            ClientSession any = session(stream(VERSION_2 + PID_4 + ATTR_32), out);
            ByteBuf stream = Unpooled.buffer();
            for (int i = 0; i < 6; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                stream.writeShort(random.nextInt(18)).writeInt(random.nextInt(40));
                stream.writeBytes(bytes);
                any.receive(stream, BEGIN);
                any.tick(BEGIN + random.nextInt(20) * SECOND);
            }

            assertThat(out.messages.size()).isLessThanOrEqualTo(LIMITS.answers() + 6);
            assertThat(any.isClosed()).isEqualTo(out.closed != null);
        }
    }
}
