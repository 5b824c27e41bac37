package org.openrtpd.storage.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.archive.miniseed.MiniseedSettings;
import org.openrtpd.storage.archive.miniseed.MiniseedWriter;
import org.openrtpd.storage.archive.reftek.ReftekWriter;

/** No bytes stop an archive, and what they leave in its state can be saved and restored. */
class AnyBytesTest {

    private static final int UNIT = 0x9E16;
    private static final int PACKETS = 1500;
    private static final int RESTART_EVERY = 30;
    private static final String[] LETTERS = {
        "DT", "EH", "ET", "SH", "DS", "AD", "FD", "SC", "OM", "CD", "ZZ"};

    @TempDir(factory = MemoryDirectory.class) Path directory;

    static Stream<Supplier<ArchiveWriter>> writers() {
        StationMap map = StationMap.empty("XX");
        return Stream.of(ReftekWriter::new, () -> new MiniseedWriter(new MiniseedSettings(2, 512,
                Duration.ofMinutes(1), () -> map, TimingSettings.DEFAULTS, Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void shouldGoOnWhateverComesSection13(Supplier<ArchiveWriter> writer) {
        SplittableRandom random = new SplittableRandom(13);
        try (ArchivedJournal journal = new ArchivedJournal(directory, writer)) {
            Object[] sound = new RandomRecording(13).packets(PACKETS).toArray();
            for (int i = 0; i < PACKETS; i++) {
                byte[] packet = random.nextBoolean()
                        ? noise(random) : scratched((byte[]) sound[i], random);
                journal.append(UNIT, packet).advance(Duration.ofSeconds(random.nextInt(20)));
                if (i % RESTART_EVERY == 0) {
                    journal.archive();
                }
            }
            journal.finish();

            Map<String, byte[]> files = journal.files();
            assertThat(files).isNotEmpty();
            assertThat(files.keySet()).allSatisfy(
                    path -> assertThat(path).matches("[A-Za-z0-9_./]+").doesNotContain("../"));
        }
    }

    /** Sound letters over bytes that mean nothing; now and then of another length. */
    private static byte[] noise(SplittableRandom random) {
        byte[] packet = new byte[
                random.nextInt(20) == 0 ? random.nextInt(1, 1024) : TestRecorder.PACKET];
        random.nextBytes(packet);
        byte[] letters = LETTERS[random.nextInt(LETTERS.length)].getBytes(
                StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, packet, 0, Math.min(packet.length, letters.length));
        return packet;
    }

    /** A sound packet in which some bytes of its headers are others. */
    private static byte[] scratched(byte[] packet, SplittableRandom random) {
        byte[] changed = packet.clone();
        for (int i = random.nextInt(4); i > 0; i--) {
            changed[2 + random.nextInt(160)] = (byte) random.nextInt();
        }
        return changed;
    }
}
