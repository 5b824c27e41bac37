package org.openrtpd.protocol.clientsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.protocol.clientsession.WireBytes.ATTR_28;
import static org.openrtpd.protocol.clientsession.WireBytes.ATTR_32;
import static org.openrtpd.protocol.clientsession.WireBytes.BREAK;
import static org.openrtpd.protocol.clientsession.WireBytes.BUSY;
import static org.openrtpd.protocol.clientsession.WireBytes.FAULT;
import static org.openrtpd.protocol.clientsession.WireBytes.NOP;
import static org.openrtpd.protocol.clientsession.WireBytes.SECOND;
import static org.openrtpd.protocol.clientsession.WireBytes.SERVER_PID;
import static org.openrtpd.protocol.clientsession.WireBytes.SERVER_PROCESS;
import static org.openrtpd.protocol.clientsession.WireBytes.SOH;
import static org.openrtpd.protocol.clientsession.WireBytes.VERSION_1;
import static org.openrtpd.protocol.clientsession.WireBytes.VERSION_2;
import static org.openrtpd.protocol.clientsession.WireBytes.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.LegVersion;

class RtpClientTest {

    private static final long BEGIN = -40 * SECOND;
    private static final int PROCESS = 0x1234;
    private static final ReconnectPause SHORT_PAUSE = ReconnectPause.fixed(SECOND);
    private static final ClientAttributes DATA_AND_SOH =
            new ClientAttributes(0, 0x110, 0xFF, 30, 0, 0, 0, 1, 32);
    private static final ClientAttributes DATA_OF_9F2B =
            new ClientAttributes(0x9F2B, 0x10010, 1, 30, 0, 0, 0, 0, 32);
    private static final String GRANTED_V1 = VERSION_1 + SERVER_PID + ATTR_28;
    private static final String GRANTED_V2 = VERSION_2 + SERVER_PID + ATTR_32;
    private static final String SOH_ANSWER = "000400000016" + "650000000001" + "0000"
            + "9f2bc000020164fffff064fffffe";
    private static final String PACKET = "000000000003445401";

    private final SentToServer sent = new SentToServer();
    private final RecordedNews heard = new RecordedNews();
    private final RtpClient client = client(LegVersion.V2, DATA_AND_SOH, SHORT_PAUSE);
    private long now = BEGIN;

    private RtpClient client(
            LegVersion highest, ClientAttributes attributes, ReconnectPause pause) {
        RtpClientSettings settings = new RtpClientSettings(
                highest, PROCESS, "ReftekClient", attributes, pause, 30 * SECOND, 65_536);
        return new RtpClient(settings, sent, heard, new Random(1), BEGIN);
    }

    private void connect() {
        client.tick(now);
        client.connected(now);
    }

    private void receive(String hex) {
        client.receive(stream(hex), now);
    }

    private void loseConnection() {
        client.disconnected("", now);
    }

    /** Follows a transcript as the client, and does at "C!" what comes next in the list. */
    private void follow(Transcript transcript, RtpClient follower, int chunk, Runnable... actions) {
        Deque<Runnable> due = new ArrayDeque<>(List.of(actions));
        Deque<String> expected = new ArrayDeque<>();
        ByteBuf stream = Unpooled.buffer();
        follower.tick(BEGIN);
        follower.connected(BEGIN);
        for (Transcript.Line line : transcript.lines()) {
            if (line.client() && line.unasked()) {
                due.remove().run();
            }
            if (line.client()) {
                expected.add(line.hex());
                assertThat(sent.messages).containsExactlyElementsOf(expected);
                continue;
            }
            byte[] bytes = line.bytes();
            for (int from = 0; from < bytes.length; from += chunk) {
                stream.writeBytes(bytes, from, Math.min(chunk, bytes.length - from));
                follower.receive(stream, BEGIN);
            }
        }
        assertThat(due).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1024})
    void shouldFollowTheTranscriptOfVersion1(int chunk) {
        RtpClient version1 = client(LegVersion.V1, DATA_AND_SOH, SHORT_PAUSE);

        follow(Transcript.read("v1-library.txt"), version1, chunk,
                version1::requestSoh,
                () -> version1.command(0x9F2B, "SSA".getBytes()),
                () -> version1.changeAttributes(DATA_OF_9F2B),
                version1::stop, version1::start, version1::flush, version1::close);

        assertThat(version1.serverProcessId()).isEqualTo(SERVER_PROCESS);
        assertThat(heard.news).containsExactly("granted V1 110",
                "packet 85003946324230303032", "soh 1", "granted V1 10", "lost CLOSED");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1024})
    void shouldFollowTheTranscriptOfVersion2(int chunk) {
        ClientAttributes everything = new ClientAttributes(0, 0x3FFFF, 0xFF, 30, 1, 0, 0, 1, 32);
        RtpClient version2 = client(LegVersion.V2, everything, SHORT_PAUSE);

        follow(Transcript.read("v2.txt"), version2, chunk,
                version2::requestSoh,
                () -> version2.command(0x9F2B, "SSA".getBytes()),
                () -> version2.changeAttributes(DATA_OF_9F2B),
                version2::stop, version2::start, version2::flush, version2::close);

        assertThat(heard.news).containsExactly("granted V2 3ffff",
                "packet 85003946324230303032", "soh 1", "granted V2 10010", "lost CLOSED");
    }

    @Test
    void shouldSayTheNextThingOnlyWhenTheLastIsAnswered() {
        connect();
        assertThat(sent.messages).hasSize(1);
        receive(VERSION_2.substring(0, 10));
        assertThat(sent.messages).hasSize(1);
        receive(VERSION_2);
        assertThat(sent.messages).hasSize(2);
        assertThat(client.state()).isEqualTo(RtpClientState.PID);
        receive(SERVER_PID);
        assertThat(sent.messages).hasSize(3);
        assertThat(client.state()).isEqualTo(RtpClientState.ATTR);
        receive(ATTR_32);
        assertThat(client.state()).isEqualTo(RtpClientState.GRANTED);
    }

    @Nested
    class Versions {

        @Test
        void shouldFallBackTo1AtOnceWhenAServerAnswers1() {
            connect();
            receive(VERSION_1);
            assertThat(sent.disconnects).isEqualTo(1);
            loseConnection();
            assertThat(heard.last()).isEqualTo("lost SPEAKS_VERSION_1");
            assertThat(client.wakeAtNanos()).isEqualTo(now);

            connect();
            receive(GRANTED_V1);

            assertThat(client.version()).isEqualTo(LegVersion.V1);
            assertThat(sent.messages)
                    .containsExactly(VERSION_2, VERSION_1, "000b0000000400001234", ATTR_28);
            assertThat(heard.last()).isEqualTo("granted V1 110");
        }

        @Test
        void shouldStayAt1AsLongAsHandshakesSucceedThenTry2Again() {
            connect();
            receive(VERSION_1);
            loseConnection();
            connect();
            receive(GRANTED_V1);
            loseConnection();
            assertThat(client.version()).isEqualTo(LegVersion.V1);
            now += SECOND;
            client.tick(now);
            loseConnection();

            assertThat(client.version()).isEqualTo(LegVersion.V2);
        }

        @ParameterizedTest
        @CsvSource({"000000000000, WRONG_VERSION", "000300000000, WRONG_VERSION",
            "000a00000000, WRONG_VERSION", "000200000001, VERSION_WITH_BODY"})
        void shouldLeaveAServerThatAnswersNoVersion(String hex, RtpClientEnd why) {
            connect();
            receive(hex);
            loseConnection();

            assertThat(heard.news).containsExactly("lost " + why);
            assertThat(sent.messages).containsExactly(VERSION_2);
            assertThat(client.wakeAtNanos()).isEqualTo(now + SECOND);
        }
    }

    @Nested
    class Endings {

        @ParameterizedTest
        @CsvSource({"BUSY, " + BUSY, "BREAK, " + BREAK})
        void shouldComeAgainAfterBusyAndBreak(RtpClientEnd why, String hex) {
            connect();
            receive(GRANTED_V2 + hex + PACKET);
            loseConnection();

            assertThat(heard.last()).isEqualTo("lost " + why);
            assertThat(client.state()).isEqualTo(RtpClientState.DOWN);
            client.tick(now + SECOND - 1);
            assertThat(sent.connects).isEqualTo(1);
            client.tick(now + SECOND);
            assertThat(sent.connects).isEqualTo(2);
        }

        @Test
        void shouldNeverComeAgainAfterFault() {
            connect();
            receive(GRANTED_V2 + FAULT);
            loseConnection();

            assertThat(heard.last()).isEqualTo("lost FAULT");
            assertThat(client.state()).isEqualTo(RtpClientState.FAULTED);
            client.tick(now + 9999 * SECOND);
            assertThat(sent.connects).isEqualTo(1);
            assertThat(client.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
        }

        @ParameterizedTest
        @CsvSource({BUSY + ", BUSY", BREAK + ", BREAK", NOP + ", WRONG_TYPE",
            ATTR_28 + ", WRONG_TYPE", "000b00000001ff, WRONG_BODY_LENGTH",
            "000bffffffff, NEGATIVE_LENGTH", "000b00010001, LENGTH_BOUND"})
        void shouldLeaveWhenThereIsNoPid(String hex, RtpClientEnd why) {
            connect();
            receive(VERSION_2 + hex);
            loseConnection();

            assertThat(heard.news).containsExactly("lost " + why);
            assertThat(sent.messages).hasSize(2);
        }

        @Test
        void shouldLeaveWhenTheHandshakeTakesTooLong() {
            connect();
            receive(VERSION_2);
            now += 30 * SECOND;
            client.tick(now);
            client.tick(now);
            loseConnection();

            assertThat(sent.disconnects).isEqualTo(1);
            assertThat(heard.news).containsExactly("lost HANDSHAKE_TIME");
        }

        @Test
        void shouldLeaveAfterTheTimeOutWithoutAnythingFromTheServer() {
            connect();
            receive(GRANTED_V2);
            now += 29 * SECOND;
            receive(NOP);
            now += 30 * SECOND - 1;
            client.tick(now);
            assertThat(sent.disconnects).isZero();
            receive("0002");
            now += 1;

            client.tick(now);
            loseConnection();

            assertThat(heard.last()).isEqualTo("lost SILENT");
        }

        @Test
        void shouldNotTakeAServerForSilentThatItDoesNotListenTo() {
            connect();
            receive(GRANTED_V2);
            client.pause();
            now += 600 * SECOND;
            client.tick(now);
            assertThat(sent.disconnects).isZero();

            client.resume(now);
            now += 30 * SECOND - 1;
            client.tick(now);
            assertThat(sent.disconnects).isZero();
            now += 1;
            client.tick(now);
            assertThat(sent.disconnects).isEqualTo(1);
        }

        @Test
        void shouldNotConnectAgainWhilePaused() {
            connect();
            receive(GRANTED_V2);
            client.pause();
            loseConnection();
            now += 600 * SECOND;
            client.tick(now);
            assertThat(client.state()).isEqualTo(RtpClientState.DOWN);

            client.resume(now);
            client.tick(now);
            assertThat(client.state()).isEqualTo(RtpClientState.CONNECTING);
        }

        @ParameterizedTest
        @CsvSource({"00000000, 30", "0000000a, 30", "0000003c, 60"})
        void shouldTakeTheGrantedTimeOutButNotLessThan30(String timeo, int seconds) {
            connect();
            receive(GRANTED_V2.replace("0000001e", timeo));

            assertThat(client.wakeAtNanos()).isEqualTo(now + seconds * SECOND);
        }

        @Test
        void shouldTellWhatTheSocketSaid() {
            client.tick(now);
            client.disconnected("connection refused", now);

            assertThat(heard.news).containsExactly("lost CONNECTION connection refused");
        }

        @Test
        void shouldDropWhatStillComesWhileLeaving() {
            connect();
            ByteBuf stream = stream(GRANTED_V2 + BUSY + PACKET + "00");

            client.receive(stream, now);

            assertThat(stream.isReadable()).isFalse();
            assertThat(heard.news).containsExactly("granted V2 110");
        }

        @Test
        void shouldCloseForGoodInAnyState() {
            client.close();
            client.close();
            client.tick(now + 9 * SECOND);
            assertThat(sent.connects).isZero();
            assertThat(heard.news).containsExactly("lost CLOSED");
        }

        @Test
        void shouldNotSayBreakBeforeTheHandshakeIsFinished() {
            connect();
            client.close();
            loseConnection();

            assertThat(sent.messages).containsExactly(VERSION_2);
            assertThat(sent.disconnects).isEqualTo(1);
            assertThat(client.state()).isEqualTo(RtpClientState.CLOSED);
        }

        @Test
        void shouldDropAConnectionThatComesAfterClosing() {
            client.tick(now);
            client.close();
            client.connected(now);

            assertThat(sent.messages).isEmpty();
            assertThat(sent.disconnects).isEqualTo(2);
        }
    }

    @Nested
    class Pauses {

        private List<Long> pauses(RtpClient of, String answer, int times) {
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                of.tick(now);
                of.connected(now);
                of.receive(stream(answer), now);
                of.disconnected("", now);
                pauses.add(of.wakeAtNanos() - now);
                now = of.wakeAtNanos();
            }
            return pauses;
        }

        @Test
        void shouldDoubleFrom1SecondTo30() {
            RtpClient doubling = client(LegVersion.V2, DATA_AND_SOH,
                    new ReconnectPause(SECOND, 30 * SECOND, 0));

            assertThat(pauses(doubling, VERSION_2, 8)).containsExactly(SECOND, 2 * SECOND,
                    4 * SECOND, 8 * SECOND, 16 * SECOND, 30 * SECOND, 30 * SECOND, 30 * SECOND);
        }

        @Test
        void shouldNotBeginAnewWhenAServerGrantsOnlyToSayBusy() {
            RtpClient doubling = client(LegVersion.V2, DATA_AND_SOH,
                    new ReconnectPause(SECOND, 30 * SECOND, 0));

            assertThat(pauses(doubling, GRANTED_V2 + BUSY, 4))
                    .containsExactly(SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND);
        }

        @ParameterizedTest
        @ValueSource(strings = {PACKET, NOP})
        void shouldBeginAnewAfterAPacketOrAHeartbeat(String hex) {
            RtpClient doubling = client(LegVersion.V2, DATA_AND_SOH,
                    new ReconnectPause(SECOND, 30 * SECOND, 0));

            pauses(doubling, VERSION_2, 4);

            assertThat(pauses(doubling, GRANTED_V2 + hex + BREAK, 3)).containsOnly(SECOND);
        }

        @Test
        void shouldBeFixedForUpstreams() {
            RtpClient upstream = client(LegVersion.V2, DATA_AND_SOH, ReconnectPause.upstream());

            assertThat(pauses(upstream, VERSION_2, 5)).containsOnly(30 * SECOND);
        }
    }

    @Nested
    class Packets {

        @Test
        void shouldBeHandedOutInBothFormsAndAnEmptyOneBeAHeartbeat() {
            connect();
            receive(GRANTED_V2 + "000d0000000300000010445401" + PACKET + "000000000000");

            assertThat(heard.news)
                    .containsExactly("granted V2 110", "packet 445401", "packet 445401");
            assertThat(client.state()).isEqualTo(RtpClientState.GRANTED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"00040000000299aa", "12340000000299aa", "000500000000",
            "000c0000000299aa", "000f00000000", "000b00000001ff", "00030000000100", SERVER_PID})
        void shouldIgnoreWhatIsNoneAndGoOn(String hex) {
            connect();
            receive(GRANTED_V2 + hex + PACKET);

            assertThat(heard.news).containsExactly("granted V2 110", "packet 445401");
        }

        @ParameterizedTest
        @CsvSource({"0000ffffffff, NEGATIVE_LENGTH", "000000010001, LENGTH_BOUND"})
        void shouldNotBeReadOnWhenALengthCannotBe(String hex, RtpClientEnd why) {
            connect();
            receive(GRANTED_V2 + hex);
            loseConnection();

            assertThat(heard.last()).isEqualTo("lost " + why);
        }
    }

    @Nested
    class Requests {

        @Test
        void shouldNotBeSentWithoutAServer() {
            assertThat(client.requestSoh()).isFalse();
            assertThat(client.command(0, new byte[1])).isFalse();
            connect();
            receive(VERSION_2 + SERVER_PID);
            assertThat(client.start()).isFalse();
            assertThat(client.stop()).isFalse();
            assertThat(client.flush()).isFalse();
            assertThat(sent.messages).hasSize(3);
        }

        @Test
        void shouldSendAttributesThatChangedDuringTheHandshakeAfterIt() {
            connect();
            receive(VERSION_2 + SERVER_PID);
            assertThat(client.changeAttributes(DATA_OF_9F2B)).isFalse();
            assertThat(sent.messages).hasSize(3);

            receive(ATTR_32);

            assertThat(sent.messages).hasSize(4);
            assertThat(sent.messages.get(3)).startsWith("0003000000200000" + "9f2b" + "00010010");
        }

        @Test
        void shouldAskForChangedAttributesInTheNextConnectionToo() {
            connect();
            receive(GRANTED_V2);
            client.changeAttributes(DATA_OF_9F2B);
            loseConnection();
            now += SECOND;
            connect();
            receive(VERSION_2 + SERVER_PID);

            assertThat(sent.messages.get(6)).startsWith("0003000000200000" + "9f2b" + "00010010");
        }

        @Test
        void shouldRefuseCommandsThatServersMayNotTake() {
            assertThatThrownBy(() -> client.command(0, new byte[1021]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1021");
            assertThatThrownBy(() -> client.command(0x10000, new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("65536");
        }
    }

    @Test
    void shouldNeverThrowWhateverComes() {
        Random random = new Random(2543);
        String[] pieces = {VERSION_2, SERVER_PID, ATTR_32, PACKET, NOP, SOH_ANSWER, SOH, BUSY,
            BREAK, VERSION_1, "0000ffffffff", "00", "000d0000", FAULT};
        for (int run = 0; run < 5_000; run++) {
            SentToServer out = new SentToServer();
            RecordedNews news = new RecordedNews();
            RtpClient any = new RtpClient(
                    RtpClientSettings.of(PROCESS, "fuzz", DATA_AND_SOH), out, news, random, BEGIN);
            ByteBuf stream = Unpooled.buffer();
            long time = BEGIN;
            for (int i = 0; i < 40; i++) {
                time += random.nextInt(12) * SECOND;
                switch (random.nextInt(6)) {
                    case 0 -> any.tick(time);
                    case 1 -> any.connected(time);
                    case 2 -> {
                        any.disconnected("", time);
                        stream.clear();
                    }
                    default -> {
                        int piece = random.nextInt(pieces.length);
                        stream.writeBytes(ByteBufUtil.decodeHexDump(pieces[piece]));
                        any.receive(stream, time);
                    }
                }
            }
            long losses = news.news.stream().filter(line -> line.startsWith("lost")).count();
            assertThat(losses).isLessThanOrEqualTo(out.connects);
        }
    }
}
