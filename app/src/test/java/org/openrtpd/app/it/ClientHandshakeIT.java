package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that go wrong, slow ones, and clients that are not wanted (client leg, section 2). */
class ClientHandshakeIT {

    private static final int EVERYTHING = 0xFFFF;
    private static final String VERSION = "000100000000";
    private static final String PID = "000b0000000400001267";
    private static final String SEVEN_WORDS = "00000000" + "0000fffe" + "000000ff" + "0000001e"
            + "00000001" + "00000000" + "00000000";
    private static final String ATTR = "00030000001c" + SEVEN_WORDS;
    private static final String SPACES = "2020202020202020";
    private static final String LONG_PID =
            "000b00000024" + "00001267" + SPACES + SPACES + SPACES + SPACES;
    private static final String LONG_ATTR = "000300000020" + SEVEN_WORDS + "00000001";
    private static final Duration LOG_LIMIT = RtpdProcess.LIMIT;

    @TempDir static Path work;
    private static RtpdProcess server;
    private static String pidAnswer;
    private static int lastSource;

    @BeforeAll
    static void open() {
        server = RtpdProcess.serve(
                work, work.resolve("data"), 0, "--allow-client", "127.0.0.0/16",
                "--handshake-timeout", "10m");
        pidAnswer = "000b00000004" + String.format("%08x", server.pid());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** Each from an address of its own: the log says the same of one address once a minute. */
    private static ScriptedClient client() throws IOException {
        return client(server);
    }

    private static ScriptedClient client(RtpdProcess of) throws IOException {
        lastSource++;
        return new ScriptedClient(of.port(), "127.0.1." + lastSource);
    }

    private static void push(Path file, RtpdProcess to) {
        RtpdProcess.run(work, "send", file.toString(), "--to", to.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        VERSION + "|" + PID + "|" + ATTR,
        "000200000000|" + LONG_PID + "|" + LONG_ATTR})
    void shouldTakeAHandshakeCutInTwoAtAnyByte(String script) throws IOException {
        String all = script.replace("|", "");
        String attributes = script.substring(script.lastIndexOf('|') + 1);
        String answers = script.substring(0, 12) + pidAnswer + attributes;
        for (int cut = 2; cut < all.length(); cut += 2) {
            try (ScriptedClient client = new ScriptedClient(server.port())) {
                client.send(all.substring(0, cut)).send(all.substring(cut));
                assertThat(client.read(answers.length() / 2)).as("cut at %s", cut).isEqualTo(answers);
            }
        }
    }

    @Test
    void shouldSendNothingBetweenTheAnswersThoughPacketsFlow() throws IOException {
        Path file = Recordings.make(work, 0x9701, 30);
        try (ScriptedClient client = client()) {
            assertThat(client.send(VERSION).read(6)).isEqualTo(VERSION);
            push(file, server);
            assertThat(client.send(PID).read(10)).isEqualTo(pidAnswer);
            push(file, server);
            assertThat(client.send(ATTR).read(34)).isEqualTo(ATTR);
            push(file, server);
            // Live only: what came before the handshake ended is not this client's.
            assertThat(client.packets(30)).isEqualTo(Files.readAllBytes(file));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "000000000000, version 0",
        "800000000000, version 0",
        "ffff00000000, version 0",
        "0001 00000004 00000000, version with a body",
        "0001 80000000, version with a body",
        "0001 7fffffff, version with a body",
        VERSION + "| 0002 00000000, where PID is due",
        VERSION + "| 0003 0000001c 00, where PID is due",
        VERSION + "| 7777 00000000, where PID is due",
        VERSION + "| 000b 00000000, wrong length",
        VERSION + "| 000b 00000008 0000000000000000, wrong length",
        VERSION + "| 000b ffffffff, negative length",
        VERSION + "| 000b 7fffffff, over the bound",
        VERSION + "|" + PID + "|" + PID + ", where ATTR is due",
        VERSION + "|" + PID + "| 0005 00000000, where ATTR is due",
        VERSION + "|" + PID + "| 0003 00000000, wrong length",
        VERSION + "|" + PID + "| 0003 80000000, negative length",
        VERSION + "|" + PID + "| 0003 00001001, over the bound",
        VERSION + "|" + PID + "|" + ATTR + "| 0002 ffffffff, negative length",
        VERSION + "|" + PID + "|" + ATTR + "| 0001 00001001, over the bound",
        VERSION + "|" + PID + "|" + ATTR + "| 7777 7fffffff, over the bound"})
    void shouldEndWhatBreaksTheProtocolWithFinAndALineInTheLog(String script, String meaning)
            throws IOException {
        try (ScriptedClient client = client()) {
            String[] steps = script.split("\\|");
            int[] answers = {6, 10, 34};
            for (int i = 0; i < steps.length - 1; i++) {
                client.send(steps[i]).read(answers[i]);
            }
            // More than was ever due comes behind it, and must not turn the end into a reset.
            client.send(steps[steps.length - 1] + "00".repeat(4096));

            assertThat(client.end()).isEqualTo("FIN");
            await().atMost(LOG_LIMIT).untilAsserted(() -> assertThat(server.err().lines())
                    .anyMatch(line -> line.contains(client.name() + " closed") && line.contains(meaning)));
        }
    }

    @Test
    void shouldEndEverySilentHandshakeInTime() throws IOException {
        String[] saidBefore = {"", "00", "0001", VERSION, VERSION + PID.substring(0, 8), VERSION + PID,
            VERSION + PID + ATTR.substring(0, ATTR.length() - 2)};
        List<ScriptedClient> silent = new ArrayList<>();
        try (RtpdProcess strict = RtpdProcess.serve(
                work, work.resolve("strict"), 0, "--handshake-timeout", "2s")) {
            for (String said : saidBefore) {
                silent.add(client(strict).send(said));
            }
            for (int i = 0; i < saidBefore.length; i++) {
                ScriptedClient client = silent.get(i);
                if (saidBefore[i].startsWith(VERSION)) {
                    client.read(6);
                }
                if (saidBefore[i].startsWith(VERSION + PID)) {
                    client.read(10);
                }
                assertThat(client.end()).as("after '%s'", saidBefore[i]).isEqualTo("FIN");
            }
            await().atMost(LOG_LIMIT).untilAsserted(() -> assertThat(strict.err())
                    .contains("did not say who it is").contains("did not finish the handshake in time"));
        } finally {
            for (ScriptedClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    void shouldTellAClientOfAnotherNetworkFaultBehindAWholeHandshake() throws IOException {
        try (ScriptedClient client = new ScriptedClient(server.port(), "127.1.0.1")) {
            assertThat(client.send(VERSION).read(6)).isEqualTo(VERSION);
            assertThat(client.send(PID).read(10)).isEqualTo(pidAnswer);
            assertThat(client.send(ATTR).read(34)).isEqualTo(ATTR);

            assertThat(client.read(6)).isEqualTo("000a00000000");
            assertThat(client.end()).isEqualTo("FIN");
            await().atMost(LOG_LIMIT).untilAsserted(
                    () -> assertThat(server.err()).contains(client.name() + " is refused"));
        }
    }

    @Test
    void shouldTellOneClientTooManyBusySomeSecondsBehindItsHandshake() throws IOException {
        Path file = Recordings.make(work, 0x9702, 10);
        try (RtpdProcess full = RtpdProcess.serve(work, work.resolve("full"), 0, "--max-clients", "1");
                ScriptedClient first = new ScriptedClient(full.port()).attach(0, EVERYTHING, 0)) {
            // Before the handshake, so that no pause of this machine makes it too little.
            long begin = System.nanoTime();
            try (ScriptedClient second = new ScriptedClient(full.port()).attach(0, EVERYTHING, 0)) {
                push(file, full);

                assertThat(second.header()).isEqualTo("000900000000");
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isBetween(3L, 60L);
                assertThat(second.end()).isEqualTo("FIN");
            }
            assertThat(first.packets(10)).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void shouldEndOneConnectionTooManyWithFinWhateverItHasSaid() throws IOException {
        try (RtpdProcess small = RtpdProcess.serve(work, work.resolve("one"), 0, "--max-connections", "1");
                ScriptedClient first = new ScriptedClient(small.port())) {
            assertThat(first.send(VERSION).read(6)).isEqualTo(VERSION);
            for (int i = 0; i < 20; i++) {
                try (ScriptedClient next = new ScriptedClient(small.port())) {
                    assertThat(next.send(VERSION + PID + ATTR).end()).isEqualTo("FIN");
                }
            }
        }
    }

    @Test
    void shouldKeepRoomForClientsThoughOthersDoNotFinishTheirHandshakes() throws IOException {
        Path file = Recordings.make(work, 0x9703, 10);
        List<ScriptedClient> slow = new ArrayList<>();
        try (RtpdProcess small = RtpdProcess.serve(work, work.resolve("small"), 0, "--max-clients", "2",
                "--allow-client", "127.0.0.0/16")) {
            for (String said : new String[] {"0001", VERSION, VERSION + PID}) {
                slow.add(new ScriptedClient(small.port()).send(said));
                slow.add(new ScriptedClient(small.port(), "127.1.0.2").send(said));
            }
            // Those of the last round: by now the server has seen them all.
            slow.get(4).read(16);
            slow.get(5).read(16);
            try (ScriptedClient quick = new ScriptedClient(small.port())) {
                quick.attach(0, EVERYTHING, 0);
                push(file, small);

                assertThat(quick.packets(10)).isEqualTo(Files.readAllBytes(file));
            }
        } finally {
            for (ScriptedClient client : slow) {
                client.close();
            }
        }
    }

    @Test
    void shouldServeClientsWhoseNetworkIsNoneOfTheRecorders() throws IOException {
        try (RtpdProcess apart = RtpdProcess.serve(work, work.resolve("apart"), 0, "--allow-network",
                        "192.0.2.0/24");
                ScriptedClient client = new ScriptedClient(apart.port())) {
            assertThat(client.send(VERSION).read(6)).isEqualTo(VERSION);
        }
    }
}
