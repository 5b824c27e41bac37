package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients get, and when (client leg, sections 3 to 9). */
class ClientDataIT {

    private static final int EVERYTHING = 0xFFFF;
    private static final int EVERYTHING_IN_VERSION_TWO = 0x3FFFF;
    private static final int DT = 0x10;
    private static final int NOBODY = 0x9999;
    private static final String ATTR_ANSWER = "00030000001c";
    private static final int SOH_UNIT = 14;
    private static final long LONG_AGO_SECONDS = 600;

    @TempDir Path work;
    private RtpdProcess server;

    @BeforeEach
    void open() {
        server = RtpdProcess.serve(work, work.resolve("data"), 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private ScriptedClient client() throws IOException {
        return new ScriptedClient(server.port());
    }

    private void push(Path... files) {
        String[] arguments = new String[files.length + 3];
        arguments[0] = "send";
        arguments[1] = "--to";
        arguments[2] = server.address();
        for (int i = 0; i < files.length; i++) {
            arguments[i + 3] = files[i].toString();
        }
        RtpdProcess.run(work, arguments);
    }

    private RtpdProcess trickle(Path file, int perSecond) {
        return RtpdProcess.start(work, "send", file.toString(), "--to", server.address(),
                "--rate", "" + perSecond);
    }

    private byte[] journal() {
        return RtpdProcess.run(
                work, "tail", "--data", work.resolve("data").toString(), "--format", "raw");
    }

    private static byte[] only(byte[] journal, Predicate<byte[]> wanted) throws IOException {
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        for (int at = 0; at < journal.length; at += Recordings.PACKET) {
            byte[] packet = Arrays.copyOfRange(journal, at, at + Recordings.PACKET);
            if (wanted.test(packet)) {
                left.write(packet);
            }
        }
        return left.toByteArray();
    }

    private static boolean isUnit(byte[] packet, int unit) {
        return packet[4] == (byte) (unit >> 8) && packet[5] == (byte) unit;
    }

    private static String type(byte[] packet) {
        return new String(packet, 0, 2, StandardCharsets.US_ASCII);
    }

    /** A file of one unit with packets of several types, and DT of several streams. */
    private Path mixed(int unit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String[] types = {"EH", "DT", "DT", "SH", "DT", "AD", "DT", "ET", "OM", "DT"};
        for (int i = 0; i < 40; i++) {
            byte[] packet = Recordings.packet(unit, i);
            byte[] letters = types[i % types.length].getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(letters, 0, packet, 0, letters.length);
            packet[18] = (byte) (i % 3);
            all.write(packet);
        }
        return Files.write(work.resolve(String.format("mixed-%04X", unit)), all.toByteArray());
    }

    @Test
    void shouldGiveRecordingsByteForByteToBothVersions() throws IOException {
        List<Path> files = Recordings.real().orElse(
                List.of(mixed(0x9E16), Recordings.make(work, 0x91F5, 300)));
        try (ScriptedClient one = client().attach(0, EVERYTHING, 0);
                ScriptedClient two = client().attachAsVersionTwo(0, EVERYTHING_IN_VERSION_TWO, 0)) {
            push(files.toArray(new Path[0]));
            byte[] journal = journal();
            assertGets(one, journal);
            assertGets(two, journal);
        }
    }

    @Test
    void shouldTellVersionTwoTheTypeBitThatItsLengthDoesNotCount() throws IOException {
        Path file = mixed(0x9601);
        byte[] packets = Files.readAllBytes(file);
        String[] bits = {"00000020", "00000010", "00000010", "00000100", "00000010", "00000002"};
        try (ScriptedClient one = client().attach(0, EVERYTHING, 0);
                ScriptedClient two = client().attachAsVersionTwo(0, EVERYTHING_IN_VERSION_TWO, 0)) {
            push(file);
            for (int i = 0; i < bits.length; i++) {
                String packet = HexFormat.of().formatHex(
                        packets, i * Recordings.PACKET, (i + 1) * Recordings.PACKET);
                assertThat(one.header()).isEqualTo("0000" + "00000400");
                assertThat(one.read(1024)).isEqualTo(packet);
                assertThat(two.header()).isEqualTo("000d" + "00000400");
                assertThat(two.read(4 + 1024)).isEqualTo(bits[i] + packet);
            }
        }
    }

    @Test
    void shouldFilterByUnitTypeAndStreamAndByAnotherAskLater() throws IOException {
        Path first = mixed(0x9611);
        Path second = mixed(0x9612);
        try (ScriptedClient seisComp = client().attach(0, DT | 0x100, 0);
                ScriptedClient oneUnit = client().attach(0x9612, 0xFFFE, 0xFF);
                ScriptedClient oneStream = client().attach(0x9611, 0xFFFE, 1 << 2);
                ScriptedClient noUnitNoStream = client().attach(0, DT, 0);
                ScriptedClient changing = client().attach(0x9611, DT, 1)) {
            push(first, second);
            byte[] journal = journal();
            assertGets(seisComp, only(journal, p -> type(p).equals("DT") || type(p).equals("SH")));
            assertGets(oneUnit, only(journal, p -> isUnit(p, 0x9612)));
            assertGets(oneStream, only(journal, p ->
                    isUnit(p, 0x9611) && (!type(p).equals("DT") || p[18] == 2)));
            assertGets(noUnitNoStream, only(journal, p -> type(p).equals("DT")));
            assertGets(changing, only(journal, p ->
                    isUnit(p, 0x9611) && type(p).equals("DT") && p[18] == 0));

            changing.attributes(0, 0x20, 0);
            assertThat(changing.header()).isEqualTo(ATTR_ANSWER);
            assertThat(changing.read(28)).startsWith("00000000" + "00000020" + "00000000");
            Path third = mixed(0x9613);
            push(third);
            assertGets(changing, only(Files.readAllBytes(third), p -> type(p).equals("EH")));
        }
    }

    private static void assertGets(ScriptedClient client, byte[] expected) throws IOException {
        assertThat(expected).isNotEmpty();
        assertThat(Arrays.equals(client.packets(expected.length / Recordings.PACKET), expected)).isTrue();
    }

    @Test
    void shouldPassOverWhatClientsSendWithoutMeaning() throws IOException {
        Path file = Recordings.make(work, 0x9621, 5);
        try (ScriptedClient client = client().attach(0, EVERYTHING, 0)) {
            client.send("0002 00000000" + "7777 00000003 010203" + "000c 00000002 0000"
                    + "000f 00000000" + "0009 00000000" + "000b 00000004 00000001"
                    + "7778 00001000" + "00".repeat(4096) + "0001 00000001 00");
            push(file);

            assertThat(client.packets(5)).isEqualTo(Files.readAllBytes(file));
            assertThat(client.send("0008 00000000").end()).as("after BREAK").isEqualTo("FIN");
        }
    }

    @Test
    void shouldAnswerSohInAsManyMessagesAsTheUnitsNeed() throws IOException {
        int count = 150;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count * 120; i++) {
            all.write(Recordings.packet(0x9000 + i % count, i / count));
        }
        Path file = Files.write(work.resolve("many-units"), all.toByteArray());
        try (ScriptedClient reading = client().attach(0, EVERYTHING, 0);
                ScriptedClient asking = client().attach(NOBODY, 0xFFFE, 0xFF);
                RtpdProcess send = trickle(file, 2)) {
            Set<Integer> seen = new TreeSet<>();
            while (seen.size() < count) {
                byte[] packet = reading.packet();
                seen.add((packet[4] & 0xFF) << 8 | packet[5] & 0xFF);
            }
            assertThat(sohUnits(asking.send("0004 00000000"), count)).isEqualTo(seen);
            assertThat(send.isAlive()).isTrue();
        }
    }

    @Test
    void shouldTellInSohOfUnitsThatHaveLeft() throws IOException {
        Path file = Recordings.make(work, 0x9641, 5);
        try (RtpdProcess fresh = RtpdProcess.serve(work, work.resolve("fresh"), 0);
                ScriptedClient client = new ScriptedClient(fresh.port()).attach(0, EVERYTHING, 0)) {
            RtpdProcess.run(work, "send", file.toString(), "--to", fresh.address());
            client.packets(5);
            await().atMost(RtpdProcess.LIMIT).until(() -> fresh.err().lines()
                    .anyMatch(line -> line.contains("unit=9641") && line.contains(" detached")));

            assertThat(sohUnits(client.send("0004 00000000"), 1)).containsExactly(0x9641);
        }
    }

    @Test
    void shouldReadMessagesUpToTheLengthItWasTold() throws IOException {
        String unknownOfFiveThousand = "00ff 00001388" + "00".repeat(5000);
        try (ScriptedClient usual = client().attach(0, EVERYTHING, 0);
                RtpdProcess patient = RtpdProcess.serve(
                        work, work.resolve("patient"), 0, "--max-client-message", "8KiB");
                ScriptedClient client = new ScriptedClient(patient.port()).attach(0, EVERYTHING, 0)) {
            assertThat(usual.send(unknownOfFiveThousand).end()).isEqualTo("FIN");

            client.send(unknownOfFiveThousand).attributes(0, EVERYTHING, 0);
            assertThat(client.header()).isEqualTo("00030000001c");
        }
    }

    private static Set<Integer> sohUnits(ScriptedClient client, int count) throws IOException {
        Set<Integer> units = new TreeSet<>();
        int remaining = count;
        while (remaining > 0) {
            String header = client.header();
            assertThat(header).startsWith("0004");
            int length = Integer.parseInt(header.substring(4), 16);
            assertThat(length).isBetween(8 + SOH_UNIT, 1024);
            ByteBuffer body = ByteBuffer.wrap(HexFormat.of().parseHex(client.read(length)));
            long now = System.currentTimeMillis() / 1000;
            assertThat((long) body.getInt()).as("server time").isBetween(now - LONG_AGO_SECONDS, now);
            int here = body.getShort();
            remaining -= here;
            assertThat(body.getShort()).as("remaining").isEqualTo((short) remaining);
            assertThat(body.remaining()).isEqualTo(here * SOH_UNIT);
            while (body.hasRemaining()) {
                units.add(body.getShort() & 0xFFFF);
                assertThat(body.getInt()).as("address").isEqualTo(0x7F000001);
                assertThat((long) body.getInt()).as("last to a client").isBetween(now - LONG_AGO_SECONDS, now);
                assertThat((long) body.getInt()).as("last heard").isBetween(now - LONG_AGO_SECONDS, now);
            }
        }
        return units;
    }

    @Test
    void shouldSendHeartbeatsToTheClientWhosePacketsAreAllFilteredOut() throws IOException {
        Path file = Recordings.make(work, 0x9631, 1200);
        try (RtpdProcess send = trickle(file, 10);
                ScriptedClient busy = client().attach(0, EVERYTHING, 0)) {
            // However long the sender takes to start.
            busy.packet();
            long begin = System.nanoTime();
            try (ScriptedClient quiet = client().attach(NOBODY, 0xFFFE, 0xFF)) {
                assertThat(quiet.read(6)).isEqualTo("000200000000");
            }
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
                    .as("half of timeo; what must hold is timeo").isBetween(14_500L, 29_000L);
            for (int i = 0; i < 100; i++) {
                assertThat(busy.read(6)).as("packets only").isEqualTo("000000000400");
                busy.read(Recordings.PACKET);
            }
            assertThat(send.isAlive()).isTrue();
        }
    }

    @Test
    void shouldRefuseCommandsByDefaultAndSayInTheLogWhoSentThem() throws IOException {
        Path file = Recordings.make(work, 0x9641, 4000);
        try (RtpdProcess send = trickle(file, 20);
                ScriptedClient reading = client().attach(0, EVERYTHING, 0);
                ScriptedClient client = client().attach(NOBODY, 0xFFFE, 0xFF)) {
            reading.packet();
            client.send("0001 00000008 9641 0004 53535553");

            await().atMost(RtpdProcess.LIMIT).untilAsserted(() -> assertThat(server.err().lines())
                    .anyMatch(line -> line.contains(client.name()) && line.contains("9641")
                            && line.contains("53535553") && line.contains("refused")));
            assertThat(send.err()).doesNotContain("command");
            // The client stays, and is answered.
            client.attributes(0, 0x20, 0);
            assertThat(client.header()).isEqualTo(ATTR_ANSWER);
        }
    }
}
