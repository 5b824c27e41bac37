package org.openrtpd.protocol.clientsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.protocol.clientsession.WireBytes.ATTR_28;
import static org.openrtpd.protocol.clientsession.WireBytes.ATTR_32;
import static org.openrtpd.protocol.clientsession.WireBytes.BREAK;
import static org.openrtpd.protocol.clientsession.WireBytes.BUSY;
import static org.openrtpd.protocol.clientsession.WireBytes.FAULT;
import static org.openrtpd.protocol.clientsession.WireBytes.NOP;
import static org.openrtpd.protocol.clientsession.WireBytes.PID_36;
import static org.openrtpd.protocol.clientsession.WireBytes.PID_4;
import static org.openrtpd.protocol.clientsession.WireBytes.SECOND;
import static org.openrtpd.protocol.clientsession.WireBytes.SERVER_PID;
import static org.openrtpd.protocol.clientsession.WireBytes.SERVER_PROCESS;
import static org.openrtpd.protocol.clientsession.WireBytes.VERSION_1;
import static org.openrtpd.protocol.clientsession.WireBytes.VERSION_2;
import static org.openrtpd.protocol.clientsession.WireBytes.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.client.LegVersion;

class ClientHandshakeTest {

    private static final long START = -7 * SECOND;
    private static final ClientLimits V2 = ClientLimits.defaults();
    private static final ClientLimits V1 = new ClientLimits(LegVersion.V1, V2.handshakeNanos(),
            V2.holdNanos(), V2.longestBody(), V2.answers(), V2.answerNanos());

    private final SentToClient sent = new SentToClient();
    private final ClientHandshake handshake = handshake(V2);

    private ClientHandshake handshake(ClientLimits limits) {
        return new ClientHandshake(SERVER_PROCESS, limits, sent, START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-long-forms.txt", "v2-short-forms.txt"})
    void shouldAnswerAsTheTranscriptSays(String name) {
        Transcript transcript = Transcript.read(name);

        handshake.receive(Unpooled.wrappedBuffer(transcript.fromClient()), START);

        assertThat(handshake.state()).isEqualTo(HandshakeState.GRANTED);
        assertThat(sent.messages).isEqualTo(transcript.answers());
    }

    @Test
    void shouldCutAndRaiseAndEchoAsTheTranscriptSays() {
        Transcript transcript = Transcript.read("v1-masking.txt");
        ClientHandshake version1 = handshake(V1);

        version1.receive(Unpooled.wrappedBuffer(transcript.fromClient()), START);

        assertThat(version1.version()).isEqualTo(LegVersion.V1);
        assertThat(sent.messages).isEqualTo(transcript.answers());
        assertThat(version1.asked().dasid()).isEqualTo(0xABCD9F2B);
        assertThat(version1.granted().dasid()).isEqualTo(0x9F2B);
    }

    @Test
    void shouldAnswerEachStepBeforeTheNextComes() {
        handshake.receive(stream(VERSION_1), START);
        assertThat(sent.messages).containsExactly(VERSION_1);
        assertThat(handshake.state()).isEqualTo(HandshakeState.PID);

        handshake.receive(stream(PID_4), START);
        assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID);
        assertThat(handshake.state()).isEqualTo(HandshakeState.ATTR);

        handshake.receive(stream(ATTR_28), START);
        assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID, ATTR_28);
        assertThat(handshake.state()).isEqualTo(HandshakeState.GRANTED);
        assertThat(sent.closed).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "9, 2", "7fff, 2"})
    void shouldAnswerTheLowerOfBothVersions(String client, int agreed) {
        String number = "0".repeat(4 - client.length()) + client;

        handshake.receive(stream(number + "00000000"), START);

        assertThat(sent.messages).containsExactly("000" + agreed + "00000000");
        assertThat(handshake.version().number()).isEqualTo(agreed);
    }

    @ParameterizedTest
    @CsvSource({
        VERSION_1 + ',' + PID_4 + ',' + ATTR_28,
        VERSION_1 + ',' + PID_4 + ',' + ATTR_32,
        VERSION_1 + ',' + PID_36 + ',' + ATTR_28,
        VERSION_1 + ',' + PID_36 + ',' + ATTR_32,
        VERSION_2 + ',' + PID_4 + ',' + ATTR_28,
        VERSION_2 + ',' + PID_4 + ',' + ATTR_32,
        VERSION_2 + ',' + PID_36 + ',' + ATTR_28,
        VERSION_2 + ',' + PID_36 + ',' + ATTR_32,
    })
    void shouldTakeBothLengthsInBothVersionsAndAnswerAttrAsLongAsAsked(
            String version, String pid, String attributes) {
        handshake.receive(stream(version + pid + attributes), START);

        assertThat(sent.messages).containsExactly(version, SERVER_PID, attributes);
        assertThat(handshake.clientProcessId()).isEqualTo(0x1234);
        assertThat(handshake.program())
                .isEqualTo(pid.equals(PID_36) ? "rcat rcat rcat rcat rcat rcat" : "");
    }

    @Test
    void shouldAnswerTheSameWhereverTheStreamIsSplit() {
        byte[] all = ByteBufUtil.decodeHexDump(VERSION_2 + PID_36 + ATTR_32 + BREAK);
        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second += 7) {
                SentToClient out = new SentToClient();
                ClientHandshake split = new ClientHandshake(SERVER_PROCESS, V2, out, START);
                ByteBuf stream = Unpooled.buffer();
                int from = 0;
                for (int to : new int[] {first, second, all.length}) {
                    stream.writeBytes(all, from, to - from);
                    split.receive(stream, START);
                    from = to;
                }

                assertThat(out.messages).containsExactly(VERSION_2, SERVER_PID, ATTR_32);
                assertThat(ByteBufUtil.hexDump(stream)).isEqualTo(BREAK);
            }
        }
    }

    @Test
    void shouldLeaveWhatComesBehindForTheSession() {
        ByteBuf stream = stream(VERSION_1 + PID_4 + ATTR_28 + WireBytes.SOH);

        handshake.receive(stream, START);
        handshake.receive(stream, START);

        assertThat(ByteBufUtil.hexDump(stream)).isEqualTo(WireBytes.SOH);
    }

    @Nested
    class Misbehaviour {

        @ParameterizedTest
        @CsvSource({
            "000000000000, VERSION_RANGE",
            "800000000000, VERSION_RANGE",
            "ffff00000000, VERSION_RANGE",
            "000100000001, VERSION_WITH_BODY",
            "0001ffffffff, VERSION_WITH_BODY",
            "000000000004, VERSION_WITH_BODY",
            "010200000010, VERSION_WITH_BODY"
        })
        void shouldEndWithoutAWordWhenTheVersionIsBad(String hex, ClientEnd why) {
            handshake.receive(stream(hex), START);

            assertThat(sent.closed).isEqualTo(why);
            assertThat(why.isDefect()).isTrue();
            assertThat(sent.messages).isEmpty();
            assertThat(handshake.state()).isEqualTo(HandshakeState.CLOSED);
        }

        @ParameterizedTest
        @CsvSource({
            ATTR_28 + ", NO_PID", NOP + ", NO_PID", BREAK + ", NO_PID", BUSY + ", NO_PID",
            "123400000000, NO_PID", "00010000000412340000, NO_PID",
            "000300000001ff, NO_PID",
            "000b00000000, WRONG_BODY_LENGTH", "000b00000005ffffffffff, WRONG_BODY_LENGTH",
            "000bffffffff, NEGATIVE_LENGTH", "000b00001001, LENGTH_BOUND",
            "1234ffffffff, NEGATIVE_LENGTH", "12347fffffff, LENGTH_BOUND"
        })
        void shouldEndWithoutAWordWhenThereIsNoPid(String hex, ClientEnd why) {
            handshake.receive(stream(VERSION_1 + hex), START);

            assertThat(sent.closed).isEqualTo(why);
            assertThat(why.isDefect()).isTrue();
            assertThat(sent.messages).containsExactly(VERSION_1);
        }

        @ParameterizedTest
        @CsvSource({
            PID_4 + ", NO_ATTR", NOP + ", NO_ATTR", BREAK + ", NO_ATTR", FAULT + ", NO_ATTR",
            "123400000000, NO_ATTR", "000b00000001ff, NO_ATTR",
            "000300000000, WRONG_BODY_LENGTH", "00030000000400000000, WRONG_BODY_LENGTH",
            "0003ffffffff, NEGATIVE_LENGTH", "000300001001, LENGTH_BOUND"
        })
        void shouldEndWithoutAWordWhenThereIsNoAttr(String hex, ClientEnd why) {
            handshake.receive(stream(VERSION_1 + PID_4 + hex), START);

            assertThat(sent.closed).isEqualTo(why);
            assertThat(why.isDefect()).isTrue();
            assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0001", VERSION_1, VERSION_1 + PID_4,
            VERSION_1 + PID_4 + "0003"})
        void shouldEndWhenTheTimeIsOver(String hex) {
            handshake.receive(stream(hex), START);
            int answers = sent.messages.size();
            assertThat(handshake.wakeAtNanos()).isEqualTo(START + 30 * SECOND);

            handshake.tick(START + 30 * SECOND - 1);
            assertThat(sent.closed).isNull();
            handshake.tick(START + 30 * SECOND);

            assertThat(sent.closed).isEqualTo(ClientEnd.HANDSHAKE_TIME);
            assertThat(sent.messages).hasSize(answers);
        }

        @Test
        void shouldNotGetMoreTimeByComingByteByByte() {
            ByteBuf stream = Unpooled.buffer();
            for (byte b : ByteBufUtil.decodeHexDump(VERSION_1 + PID_4)) {
                handshake.receive(stream.writeByte(b), START + 29 * SECOND);
            }

            assertThat(handshake.wakeAtNanos()).isEqualTo(START + 30 * SECOND);
        }

        @Test
        void shouldHaveWhatComesAfterItDropped() {
            ByteBuf stream = stream("000000000000" + PID_4);

            handshake.receive(stream, START);
            handshake.receive(stream.writeZero(5), START);
            handshake.tick(START + 60 * SECOND);
            handshake.dismiss(Dismissal.BUSY, START + 60 * SECOND);

            assertThat(stream.isReadable()).isFalse();
            assertThat(handshake.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
            assertThat(sent.messages).isEmpty();
        }
    }

    @Nested
    class Dismissing {

        @ParameterizedTest
        @CsvSource({"BUSY, " + BUSY, "BREAK, " + BREAK})
        void shouldFinishTheHandshakeAndHoldBusyAndBreakBack(Dismissal how, String hex) {
            handshake.dismiss(how, START);
            ByteBuf stream = stream(VERSION_1 + PID_4 + ATTR_28 + WireBytes.SOH);
            handshake.receive(stream, START + SECOND);
            assertThat(handshake.state()).isEqualTo(HandshakeState.HELD);
            assertThat(stream.isReadable()).isFalse();
            handshake.tick(START + 6 * SECOND - 1);
            assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID, ATTR_28);
            assertThat(sent.closed).isNull();
            assertThat(handshake.wakeAtNanos()).isEqualTo(START + 6 * SECOND);

            handshake.tick(START + 6 * SECOND);

            assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID, ATTR_28, hex);
            assertThat(sent.closed).isEqualTo(ClientEnd.DISMISSED);
            assertThat(ClientEnd.DISMISSED.isDefect()).isFalse();
        }

        @Test
        void shouldFinishTheHandshakeAndSayFaultAtOnce() {
            handshake.dismiss(Dismissal.FAULT, START);
            handshake.receive(stream(VERSION_1 + PID_4 + ATTR_28), START);

            assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID, ATTR_28, FAULT);
            assertThat(sent.closed).isEqualTo(ClientEnd.DISMISSED);
        }

        @ParameterizedTest
        @EnumSource(Dismissal.class)
        void shouldSayNothingElseBeforeTheAttrAnswer(Dismissal how) {
            String[] steps = {"", VERSION_1, PID_4};
            for (String step : steps) {
                handshake.receive(stream(step), START);
                handshake.dismiss(how, START);
                handshake.tick(START + 29 * SECOND);
            }

            assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID);
            assertThat(sent.closed).isNull();
        }

        @Test
        void shouldBePossibleWithTheAttributesKnown() {
            handshake.receive(stream(VERSION_1 + PID_4 + ATTR_28), START);

            handshake.dismiss(Dismissal.BUSY, START);
            handshake.dismiss(Dismissal.FAULT, START);
            handshake.tick(START + 5 * SECOND);

            assertThat(sent.messages).containsExactly(VERSION_1, SERVER_PID, ATTR_28, BUSY);
        }

        @Test
        void shouldNotSaveAClientThatIsTooLate() {
            handshake.dismiss(Dismissal.BUSY, START);

            handshake.tick(START + 30 * SECOND);

            assertThat(sent.messages).isEmpty();
            assertThat(sent.closed).isEqualTo(ClientEnd.HANDSHAKE_TIME);
        }
    }

    @Test
    void shouldSendNothingButTheThreeAnswersWhateverComes() {
        Random random = new Random(2543);
        String[] pieces = {VERSION_1, VERSION_2, PID_4, PID_36, ATTR_28, ATTR_32, NOP, BREAK,
            "0003ffffffff", "00"};
        for (int run = 0; run < 20_000; run++) {
            SentToClient out = new SentToClient();
            ClientHandshake any = new ClientHandshake(SERVER_PROCESS, V2, out, START);
            ByteBuf stream = Unpooled.buffer();
            long now = START;
            for (int i = 0; i < 8; i++) {
                int piece = random.nextInt(3) > 0 && i < 3 ? i * 2 : random.nextInt(pieces.length);
                stream.writeBytes(ByteBufUtil.decodeHexDump(pieces[piece]));
                any.receive(stream, now);
                now += random.nextInt(8) * SECOND;
                any.tick(now);
                if (random.nextInt(8) == 0) {
                    any.dismiss(Dismissal.values()[random.nextInt(3)], now);
                }
            }

            List<String> types = out.messages.stream().map(hex -> hex.substring(0, 4)).toList();
            List<String> due = List.of("000[12]", "000b", "0003", "00(08|09|0a)");
            assertThat(types.size()).isLessThanOrEqualTo(due.size());
            for (int i = 0; i < types.size(); i++) {
                assertThat(types.get(i)).matches(due.get(i));
            }
            assertThat(out.closed != null).isEqualTo(any.state() == HandshakeState.CLOSED);
        }
    }
}
