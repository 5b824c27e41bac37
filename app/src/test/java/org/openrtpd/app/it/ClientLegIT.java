package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client leg from outside, byte for byte (client leg, sections 2 to 7). */
class ClientLegIT {

    private static final int EVERYTHING = 0xFFFF;
    private static final long HALF_TIMEO_SECONDS = 15;
    private static final Duration LIMIT = RtpdProcess.LIMIT;

    @TempDir Path work;
    private RtpdProcess server;
    private String pid;

    @BeforeEach
    void open() {
        server = RtpdProcess.serve(work, work.resolve("data"), 0, "--allow-commands", "192.0.2.0/24");
        pid = String.format("%08x", server.pid());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ScriptedClient client() throws IOException {
        return new ScriptedClient(server.port());
    }

    private void push(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("send", file.toString(), "--to", server.address()));
        arguments.addAll(List.of(more));
        RtpdProcess.run(work, arguments.toArray(new String[0]));
    }

    private void awaitLog(String... words) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(server.err()).contains(words));
    }

    @Test
    void shouldShakeHandsInVersionOneByteForByte() throws IOException {
        try (ScriptedClient client = client()) {
            assertThat(client.send("000100000000").read(6)).isEqualTo("000100000000");
            assertThat(client.send("000b00000004 00001267").read(10)).isEqualTo("000b00000004" + pid);
            // dasid and masks are cut to 16 bits, timeo 5 is raised to 30, the rest comes back as asked.
            String asked = "00030000001c 00ab9e16 0001fffe 000100ff 00000005 00000001 00002000 00004000";
            assertThat(client.send(asked).read(34)).isEqualTo("00030000001c"
                    + "00009e16" + "0000fffe" + "000000ff" + "0000001e" + "00000001" + "00002000" + "00004000");
        }
    }

    @Test
    void shouldShakeHandsInVersionTwoByteForByteAndTakeTheLongFormsInVersionOne() throws IOException {
        String longPid = "000b00000024 00001267" + "20".repeat(32);
        String longAttr = "000300000020 00000000 0003ffff 000000ff 0000001e 00000001 00000000 00000000 00000001";
        for (String version : new String[] {"0002", "0001"}) {
            try (ScriptedClient client = client()) {
                assertThat(client.send(version + "00000000").read(6)).isEqualTo(version + "00000000");
                assertThat(client.send(longPid).read(10)).isEqualTo("000b00000004" + pid);
                String pmask = version.equals("0002") ? "0003ffff" : "0000ffff";
                assertThat(client.send(longAttr).read(38)).isEqualTo("000300000020" + "00000000" + pmask
                        + "000000ff" + "0000001e" + "00000001" + "00000000" + "00000000" + "00000001");
            }
        }
        try (ScriptedClient later = client()) {
            assertThat(later.send("000300000000").read(6)).as("the lower of both").isEqualTo("000200000000");
        }
    }

    @Test
    void shouldTakeTheHandshakeSplitAtEveryByteAndAllAtOnce() throws IOException {
        String all = "000100000000" + "000b0000000400001267" + "00030000001c00000000" + "0000fffe000000ff"
                + "0000001e000000010000000000000000";
        String answers = "000100000000" + "000b00000004" + pid + all.substring(32);
        try (ScriptedClient atOnce = client(); ScriptedClient split = client()) {
            assertThat(atOnce.send(all).read(50)).isEqualTo(answers);
            for (int i = 0; i < all.length(); i += 2) {
                split.send(all.substring(i, i + 2));
            }
            assertThat(split.read(50)).isEqualTo(answers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "000000000000",
        "800000000000",
        "0001 00000004 00000000",
        "0001 80000000",
        "000100000000 | 0003 00000004 00000001",
        "000100000000 | 000b 7fffffff",
        "000100000000 | 000b 00000004 00000001 | 000b 00000004 00000001",
        "000100000000 | 000b 00000004 00000001 | 0003 ffffffff"})
    void shouldEndAClientThatBreaksTheHandshakeWithFinAndNothingElse(String script) throws IOException {
        try (ScriptedClient client = client()) {
            String[] steps = script.split("\\|");
            int[] answers = {6, 10};
            for (int i = 0; i < steps.length; i++) {
                client.send(steps[i]);
                if (i < steps.length - 1) {
                    client.read(answers[i]);
                }
            }
            assertThat(client.isEnded()).isTrue();
        }
        awaitLog("closed: it ");
    }

    @Test
    void shouldNotDelayOneClientByAnothersSlowHandshake() throws IOException {
        try (ScriptedClient slow = client(); ScriptedClient quick = client()) {
            slow.send("0001");
            quick.attach(0, EVERYTHING, 0xFF);
            Path file = Recordings.make(work, 0x9801, 5);
            push(file);
            assertThat(quick.packets(5)).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void shouldSendEveryPacketThatAClientAskedForInJournalOrder() throws IOException {
        Path one = Recordings.make(work, 0x9811, 40);
        Path two = Recordings.make(work, 0x9812, 40);
        try (ScriptedClient all = client().attach(0, EVERYTHING, 0);
                ScriptedClient unit = client().attach(0x9812, 0xFFFE, 0xFF);
                ScriptedClient otherStream = client().attach(0x9812, 0xFFFE, 0xFE);
                ScriptedClient events = client().attach(0, 0x60, 0xFF)) {
            push(one, "--loss", "0.1");
            push(two, "--transport", "tcp");

            byte[] journal = RtpdProcess.run(work, "tail", "--data", work.resolve("data").toString(),
                    "--format", "raw");
            assertThat(all.packets(80)).isEqualTo(journal);
            assertThat(unit.packets(40)).isEqualTo(Files.readAllBytes(two));
            // Both have nothing to get until they ask for something else.
            otherStream.attributes(0x9812, 0xFFFE, 1);
            events.attributes(0, 0x10, 0xFF);
            assertThat(otherStream.header()).isEqualTo("00030000001c");
            assertThat(events.header()).isEqualTo("00030000001c");
        }
    }

    @Test
    void shouldHoldBackOnStopGoOnOnStartAndDropOnFlush() throws IOException {
        Path first = Recordings.make(work, 0x9821, 6);
        Path second = Recordings.make(work, 0x9822, 7);
        Path third = Recordings.make(work, 0x9823, 8);
        try (ScriptedClient client = client().attach(0, EVERYTHING, 0)) {
            client.send("0006 00000000" + "7777 00000003 010203");
            push(first);
            client.send("0005 00000000");
            assertThat(client.packets(6)).isEqualTo(Files.readAllBytes(first));
            client.send("0006 00000000");
            push(second);
            client.send("0007 00000000" + "0005 00000000");
            push(third);
            assertThat(client.packets(8)).isEqualTo(Files.readAllBytes(third));
        }
    }

    @Test
    void shouldAnswerSohWithTheUnitsAndRefuseCommandsByDefault() throws IOException {
        Path file = Recordings.make(work, 0x9831, 400);
        try (RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to", server.address(),
                        "--rate", "50");
                ScriptedClient client = client().attach(0, EVERYTHING, 0)) {
            client.packets(10);
            client.send("0006 00000000" + "0004 00000000");
            String head = client.read(6);
            while (!head.startsWith("0004")) {
                client.read(Integer.parseInt(head.substring(4), 16));
                head = client.read(6);
            }
            assertThat(head).isEqualTo("0004" + "00000016");
            String body = client.read(22);
            assertThat(body.substring(8, 24)).isEqualTo("0001" + "0000" + "9831" + "7f00");
            client.send("0001 00000008 9831 0004 53535553");
            client.send("0004 00000000");
            assertThat(client.header()).startsWith("0004");
            awaitLog("refused", "53535553");
            assertThat(send.err()).doesNotContain("command");
        }
    }

    @Test
    void shouldSendHeartbeatsOnAQuietConnection() throws IOException {
        // Taken before the client is there: however slow this machine is, it is never too little.
        long begin = System.nanoTime();
        try (ScriptedClient client = client().attach(0, EVERYTHING, 0)) {
            assertThat(client.read(6)).isEqualTo("000200000000");

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                    .isBetween(HALF_TIMEO_SECONDS - 1, 2 * HALF_TIMEO_SECONDS - 1);
        }
    }

    @Test
    void shouldServeTheHealthyOfManyClientsWhileOthersAreStuck() throws Exception {
        int packets = 12_000;
        Path file = Recordings.make(work, 0x9841, packets);
        List<ScriptedClient> healthy = new ArrayList<>();
        List<ScriptedClient> stuck = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                healthy.add(client().attach(0, EVERYTHING, 0));
                stuck.add(client().attach(0, EVERYTHING, 0));
            }
            ExecutorService readers = Executors.newFixedThreadPool(healthy.size());
            List<Future<byte[]>> reading = new ArrayList<>();
            for (ScriptedClient client : healthy) {
                reading.add(readers.submit(() -> client.packets(packets)));
            }
            readers.shutdown();
            // Packets that the kernel drops on a busy machine are another test's matter.
            push(file, "--transport", "tcp");
            byte[] whole = Files.readAllBytes(file);
            for (Future<byte[]> read : reading) {
                assertThat(Arrays.equals(read.get(LIMIT.toSeconds(), TimeUnit.SECONDS), whole)).isTrue();
            }
        } finally {
            for (ScriptedClient client : healthy) {
                client.close();
            }
            for (ScriptedClient client : stuck) {
                client.close();
            }
        }
    }

    @Test
    void shouldEndEveryClientAtAMessageAndMissNothingAfterARestart() throws Exception {
        server.terminate();
        server.exitCode(LIMIT);
        int port = RtpdProcess.freePort();
        Path data = work.resolve("data");
        Path file = Recordings.make(work, 0x9851, 900);
        server = RtpdProcess.serve(work, data, port, "--client-replay", "10m");
        // Attached before the first packet can come.
        try (ScriptedClient client = client().attach(0, EVERYTHING, 0);
                RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to",
                        "127.0.0.1:" + port, "--rate", "60")) {
            byte[] before;
            try (client) {
                byte[] some = client.packets(50);
                server.terminate();
                byte[] rest = client.packetsToTheEnd();
                before = Arrays.copyOf(some, some.length + rest.length);
                System.arraycopy(rest, 0, before, some.length, rest.length);
            }
            server.exitCode(LIMIT);
            server = RtpdProcess.serve(work, data, port, "--client-replay", "10m");
            byte[] whole = Files.readAllBytes(file);
            assertThat(before).isEqualTo(Arrays.copyOf(whole, before.length));
            try (ScriptedClient again = client().attach(0, EVERYTHING, 0)) {
                byte[] first = again.packet();
                int from = indexOf(whole, first);
                assertThat(from).as("no hole").isBetween(0, before.length);
                assertThat(again.packets((whole.length - from) / Recordings.PACKET - 1))
                        .isEqualTo(Arrays.copyOfRange(whole, from + Recordings.PACKET, whole.length));
            }
            assertThat(send.exitCode(LIMIT)).isZero();
        }
    }

    @Test
    void shouldRefuseOnlyAfterTheHandshake() throws Exception {
        server.terminate();
        server.exitCode(LIMIT);
        server = RtpdProcess.serve(work, work.resolve("data"), 0, "--max-clients", "1");
        try (ScriptedClient first = client().attach(0, EVERYTHING, 0);
                ScriptedClient second = client().attach(0, EVERYTHING, 0)) {
            assertThat(second.header()).as("BUSY").isEqualTo("000900000000");
            assertThat(second.isEnded()).isTrue();
            first.send("0004 00000000");
            assertThat(first.header()).startsWith("0004");
        }
        server.terminate();
        server.exitCode(LIMIT);
        server = RtpdProcess.serve(work, work.resolve("data"), 0, "--allow-client", "192.0.2.0/24");
        try (ScriptedClient refused = client().attach(0, EVERYTHING, 0)) {
            assertThat(refused.read(6)).as("FAULT").isEqualTo("000a00000000");
            assertThat(refused.isEnded()).isTrue();
        }
    }

    @Test
    void shouldCarryACommandToTheRecorderAndItsAnswerBack() throws Exception {
        server.terminate();
        server.exitCode(LIMIT);
        server = RtpdProcess.serve(work, work.resolve("data"), 0, "--allow-commands", "127.0.0.0/8");
        Path file = Recordings.make(work, 0x9861, 750);
        try (RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to", server.address(),
                        "--rate", "50");
                ScriptedClient client = client().attach(0, EVERYTHING, 0)) {
            client.packets(5);
            // 0x84 0x00, unit, length 26, SS US and blanks, SS, CRC, CR LF.
            String command = "8400" + "39383631" + "30303236" + "53535553" + "20".repeat(14) + "5353"
                    + "30303030" + "0d0a";
            client.send("0001 00000028 9861 0024" + command);
            byte[] packet = client.packet();
            while ((packet[0] & 0xFF) != 0x85) {
                packet = client.packet();
            }

            assertThat(new String(packet, 2, packet.length - 2)).startsWith("9861").contains("SSUS20");
            awaitLog("command of client=127.0.0.1", "sent to 1 recorders");
            assertThat(send.exitCode(LIMIT)).isZero();
        }
    }

    private static int indexOf(byte[] whole, byte[] packet) {
        for (int at = 0; at < whole.length; at += Recordings.PACKET) {
            if (Arrays.equals(whole, at, at + Recordings.PACKET, packet, 0, Recordings.PACKET)) {
                return at;
            }
        }
        return -1;
    }
}
