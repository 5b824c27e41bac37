package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once, half of them stuck, and a server that goes and comes back under load. */
class ClientCrowdIT {

    private static final int EVERYTHING = 0xFFFF;
    private static final int PAIRS = 32;
    private static final int UNITS = 4;
    private static final int PACKETS_OF_A_UNIT = 5000;
    private static final int NOISE_AT = 64;
    private static final Duration LIMIT = RtpdProcess.LIMIT;

    @TempDir Path work;
    private final List<ScriptedClient> clients = new ArrayList<>();
    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws IOException {
        for (ScriptedClient client : clients) {
            client.close();
        }
        readers.shutdownNow();
    }

    private ScriptedClient attach(int port, String from) throws IOException {
        ScriptedClient client = new ScriptedClient(port, from).attach(0, EVERYTHING, 0);
        clients.add(client);
        return client;
    }

    private String[] sendOf(int port, int packets, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("send", "--to", "127.0.0.1:" + port));
        arguments.addAll(List.of(more));
        for (int unit = 0; unit < UNITS; unit++) {
            arguments.add(Recordings.make(work, 0x9700 + unit, packets).toString());
        }
        return arguments.toArray(new String[0]);
    }

    /** Eight bytes of a packet's noise tell it from all others. */
    private static long fingerprint(byte[] packets, int at) {
        return ByteBuffer.wrap(packets).getLong(at + NOISE_AT);
    }

    private static long[] fingerprints(byte[] packets) {
        long[] all = new long[packets.length / Recordings.PACKET];
        Arrays.setAll(all, i -> fingerprint(packets, i * Recordings.PACKET));
        return all;
    }

    private static long[] journal(Path data) {
        return fingerprints(JournalBytes.of(data));
    }

    private static long[] take(ScriptedClient client, int count) throws IOException {
        long[] got = new long[count];
        for (int i = 0; i < count; i++) {
            got[i] = fingerprint(client.packet(), 0);
        }
        return got;
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void shouldGiveEveryPacketOnceAndInOrderToHealthyClientsBesideStuckOnes() throws Exception {
        int total = UNITS * PACKETS_OF_A_UNIT;
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            List<Future<long[]>> reading = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                attach(server.port(), "127.0.0.1");
                ScriptedClient healthy = attach(server.port(), "127.0.0.1");
                reading.add(readers.submit(() -> take(healthy, total)));
            }
            RtpdProcess.run(work, sendOf(server.port(), PACKETS_OF_A_UNIT));

            long[] expected = journal(data);
            assertThat(expected).hasSize(total);
            for (Future<long[]> read : reading) {
                assertThat(Arrays.equals(result(read), expected)).isTrue();
            }
            // A stuck one has lost nothing either: it goes on when it reads again.
            assertThat(Arrays.equals(take(clients.get(0), total), expected)).isTrue();
        }
    }

    @Test
    void shouldEndAllClientsAtAMessageAndLeaveNoHoleAfterARestart() throws Exception {
        int healthyCount = 16;
        int packets = 1500;
        int port = RtpdProcess.freePort();
        Path data = work.resolve("data");
        RtpdProcess server = RtpdProcess.serve(work, data, port, "--client-replay", "10m");
        List<Future<byte[]>> reading = new ArrayList<>();
        List<ScriptedClient> stuck = new ArrayList<>();
        for (int i = 0; i < healthyCount; i++) {
            ScriptedClient client = attach(port, "127.0.2." + (i + 1));
            reading.add(readers.submit(client::packetsToTheEnd));
            stuck.add(attach(port, "127.0.3." + (i + 1)));
        }
        try (RtpdProcess send = RtpdProcess.start(work, sendOf(port, packets, "--rate", "150"))) {
            await().atMost(LIMIT).until(() -> JournalBytes.packets(data) > 500);
            server.terminate();
            // Those that were stuck read again while the server waits for them.
            List<Future<byte[]>> late = new ArrayList<>();
            stuck.forEach(client -> late.add(readers.submit(client::packetsToTheEnd)));
            assertThat(server.exitCode(LIMIT)).isZero();
            List<long[]> before = new ArrayList<>();
            for (Future<byte[]> read : reading) {
                // Fails here on a reset, and on an end inside a message.
                before.add(fingerprints(result(read)));
            }
            for (Future<byte[]> read : late) {
                assertThat(result(read)).isNotEmpty();
            }
            server = RtpdProcess.serve(work, data, port, "--client-replay", "10m");
            assertThat(send.exitCode(LIMIT)).as(send.err()).isZero();
            long[] expected = journal(data);
            assertThat(expected).hasSize(UNITS * packets);
            for (int i = 0; i < healthyCount; i++) {
                assertContinues(before.get(i), attach(port, "127.0.2." + (i + 1)), expected);
            }
        } finally {
            server.close();
        }
    }

    private static void assertContinues(long[] before, ScriptedClient again, long[] journal)
            throws IOException {
        assertThat(before).isNotEmpty().hasSizeLessThan(journal.length);
        assertThat(before).isEqualTo(Arrays.copyOf(journal, before.length));
        long first = fingerprint(again.packet(), 0);
        int from = 0;
        while (journal[from] != first) {
            from++;
        }
        assertThat(from).as("no hole").isLessThanOrEqualTo(before.length);
        long[] rest = take(again, journal.length - from - 1);
        assertThat(rest).isEqualTo(Arrays.copyOfRange(journal, from + 1, journal.length));
    }

    @Test
    void shouldLeaveNoHoleForAProgramThatRunsTwiceAndLosesBothConnections() throws Exception {
        Path file = Recordings.make(work, 0x9751, 30_000);
        long[] expected = fingerprints(Files.readAllBytes(file));
        try (RtpdProcess server = RtpdProcess.serve(
                work, work.resolve("data"), 0, "--client-replay", "10m")) {
            ScriptedClient behind = attach(server.port(), "127.0.0.1");
            ScriptedClient ahead = attach(server.port(), "127.0.0.1");
            Future<long[]> all = readers.submit(() -> take(ahead, expected.length));
            RtpdProcess.run(work, "send", file.toString(), "--to", server.address());
            assertThat(result(all)).isEqualTo(expected);
            long[] few = take(behind, 100);

            // The one behind goes first, so that its place is the older of the two.
            leave(server, behind);
            leave(server, ahead);
            assertContinues(few, attach(server.port(), "127.0.0.1"), expected);
        }
    }

    private static void leave(RtpdProcess server, ScriptedClient client) throws IOException {
        client.close();
        await().atMost(LIMIT).until(() -> server.err().lines().anyMatch(line ->
                line.contains(client.name() + " closed") || line.contains(client.name() + " left")));
    }
}
