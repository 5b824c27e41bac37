package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import edu.sc.seis.seisFile.mseed.DataRecord;
import edu.sc.seis.seisFile.mseed.SeedRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;

/** {@code rtpd archive} as a process: killed, stopped, refused. */
class ArchiveIT {

    private static final int KILLS = 50;
    private static final int EVENTS = 130;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir Path work;

    @Test
    void shouldHoldEveryPacketAndEverySampleOnceAfterFiftyKills() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path file = new EventRecording(0x9C01).write(work, EVENTS);
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0);
                RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to",
                        server.address(), "--rate", "30")) {
            for (int i = 0; i < KILLS; i++) {
                try (RtpdProcess archive = archive(data, "--commit-interval", "0")) {
                    pause(random.nextLong(700, 2500));
                    archive.kill();
                }
            }
            assertThat(send.exitCode(LIMIT)).as(send.err()).isZero();
        }
        RtpdProcess.run(work, "archive", "--data", data.toString(), "--reftek", reftek(),
                "--mseed", sds(), "--once");

        byte[] journal = RtpdProcess.run(work, "tail", "--data", data.toString(), "--format",
                "raw");
        assertThat(journal).isEqualTo(Files.readAllBytes(file));
        assertSamePackets(journal, "seed " + seed);
        assertThat(samplesOfArchive()).as("seed " + seed).isEqualTo(samplesOf(journal));
    }

    @Test
    void shouldEndWellWhenAskedToAndLetNobodyElseWriteItsTrees() throws Exception {
        Path file = new EventRecording(0x9C02).write(work, 2);
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            RtpdProcess.run(work, "send", file.toString(), "--to", server.address());
            try (RtpdProcess archive = archive(data, "--commit-interval", "1h")) {
                await().atMost(LIMIT).until(() -> archive.out().startsWith("archiving data="));
                try (RtpdProcess second = archive(data)) {
                    assertThat(second.exitCode(LIMIT)).isEqualTo(1);
                    assertThat(second.err()).contains("is being written by pid " + archive.pid());
                }
                archive.terminate();

                assertThat(archive.exitCode(LIMIT)).as(archive.err()).isZero();
                assertThat(archive.err()).contains("stopped; archived");
            }
        }
        RtpdProcess.run(work, "archive", "--data", data.toString(), "--reftek", reftek(),
                "--mseed", sds(), "--once");
        assertSamePackets(Files.readAllBytes(file), "after a stop");
    }

    private RtpdProcess archive(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("archive", "--data", data.toString(),
                "--reftek", reftek(), "--mseed", sds()));
        arguments.addAll(List.of(more));
        return RtpdProcess.start(work, arguments.toArray(new String[0]));
    }

    private String reftek() {
        return work.resolve("reftek").toString();
    }

    private String sds() {
        return work.resolve("sds").toString();
    }

    /** The moment of a kill is what is tried here, so there is no condition to wait for. */
    private static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static List<Path> files(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().contains(".openrtpd")
                            && !f.toString().endsWith(".sta")).toList();
        }
    }

    /** Each packet of the journal once, in each file in the journal's order. */
    private void assertSamePackets(byte[] journal, String what) throws IOException {
        Map<ByteBuffer, Integer> places = new HashMap<>();
        for (int at = 0; at < journal.length; at += Recordings.PACKET) {
            places.put(ByteBuffer.wrap(Arrays.copyOfRange(journal, at, at + Recordings.PACKET)),
                    at);
        }
        for (Path file : files(reftek())) {
            byte[] bytes = Files.readAllBytes(file);
            int before = -1;
            for (int at = 0; at < bytes.length; at += Recordings.PACKET) {
                Integer place = places.remove(
                        ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + Recordings.PACKET)));
                assertThat(place).as(what + ": not there, or twice, in " + file).isNotNull();
                assertThat(place).as(what + ": order in " + file).isGreaterThan(before);
                before = place;
            }
        }
        assertThat(places).as(what + ": missing").isEmpty();
    }

    private static Map<String, Integer> samplesOf(byte[] journal) {
        Map<String, Integer> samples = new TreeMap<>();
        SampleDecoder decoder = new SampleDecoder();
        DataPacket view = new DataPacket();
        int[] decoded = new int[SampleDecoder.MAX_SAMPLES];
        ByteBuf packets = Unpooled.wrappedBuffer(journal);
        for (int at = 0; at < journal.length; at += Recordings.PACKET) {
            int count = decoder.decode(packets.slice(at, Recordings.PACKET), 0, decoded);
            view.wrap(packets, at);
            for (int i = 0; i < count; i++) {
                add("ZNE".charAt(view.channelIndex()), view.header().timeNanos() / 1_000_000, i,
                        decoded[i], samples);
            }
        }
        return samples;
    }

    private Map<String, Integer> samplesOfArchive() throws Exception {
        Map<String, Integer> samples = new TreeMap<>();
        for (Path file : files(sds())) {
            try (DataInputStream in = new DataInputStream(
                    new ByteArrayInputStream(Files.readAllBytes(file)))) {
                while (in.available() > 0) {
                    DataRecord record = (DataRecord) SeedRecord.read(in);
                    var time = record.getHeader().getStartBtime();
                    long start = LocalDateTime.of(time.year, 1, 1, time.hour, time.min, time.sec)
                            .plusDays(time.jday - 1L).toInstant(ZoneOffset.UTC).toEpochMilli();
                    int[] decoded = record.decompress().getAsInt();
                    for (int i = 0; i < decoded.length; i++) {
                        add(record.getHeader().getChannelIdentifier().charAt(2),
                                start + time.tenthMilli / 10, i, decoded[i], samples);
                    }
                }
            }
        }
        return samples;
    }

    private static void add(char component, long startMillis, int i, int value,
            Map<String, Integer> samples) {
        String key = component + " " + (startMillis + i * 1000L / EventRecording.RATE) + ' '
                + value;
        samples.merge(key, 1, Integer::sum);
    }
}
