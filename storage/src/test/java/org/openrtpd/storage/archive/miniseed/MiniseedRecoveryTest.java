package org.openrtpd.storage.archive.miniseed;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.archive.ArchivedJournal;
import org.openrtpd.storage.archive.MemoryDirectory;
import org.openrtpd.storage.archive.RandomRecording;

/**
 * Every sample of the journal stands in the miniSEED archive once, at its time, whatever happens.
 */
class MiniseedRecoveryTest {

    private static final int PACKETS = 600;
    private static final int KILLS = 1000;

    @TempDir(factory = MemoryDirectory.class) Path directory;

    static MiniseedSettings settings(int version, int recordLength) {
        StationMap map = StationMap.empty("XX");
        return new MiniseedSettings(version, recordLength, Duration.ofHours(1), () -> map,
                TimingSettings.DEFAULTS, Optional.empty());
    }

    private ArchivedJournal record(long seed, int version, int recordLength) {
        MiniseedSettings settings = settings(version, recordLength);
        ArchivedJournal journal =
                new ArchivedJournal(directory, () -> new MiniseedWriter(settings));
        for (byte[] packet : new RandomRecording(seed).packets(PACKETS)) {
            journal.append(packet);
        }
        return journal;
    }

    /** What the packets of a journal hold, all of it at 100 samples a second. */
    private static Map<String, Integer> samplesOf(List<byte[]> packets) {
        Map<String, Integer> times = new TreeMap<>();
        SampleDecoder decoder = new SampleDecoder();
        DataPacket view = new DataPacket();
        int[] samples = new int[SampleDecoder.MAX_SAMPLES];
        for (byte[] bytes : packets) {
            ByteBuf packet = Unpooled.wrappedBuffer(bytes);
            view.wrap(packet, 0);
            int count = decoder.decode(packet, 0, samples);
            for (int i = 0; i < count; i++) {
                long millis = view.header().timeNanos() / 1_000_000 + i * 10L;
                String station = UnitId.format(view.header().unit());
                times.merge(station + ' ' + millis + ' ' + samples[i], 1, Integer::sum);
            }
        }
        return times;
    }

    /** Streams and channels may be named differently before and behind the first EH. */
    private static Map<String, Integer> withoutNames(Map<String, Integer> samples) {
        Map<String, Integer> times = new TreeMap<>();
        samples.forEach((key, count) -> times.merge(
                key.substring(key.indexOf(' ') + 1), count, Integer::sum));
        return times;
    }

    @ParameterizedTest
    @CsvSource({"2, 512, 1", "2, 512, 2", "2, 4096, 5", "3, 512, 6", "3, 4096, 7"})
    void shouldHoldEverySampleOnceAfterKillsAndPowerLosses(
            int version, int recordLength, long seed) {
        try (ArchivedJournal journal = record(seed, version, recordLength)) {
            int kills = journal.archiveKilled(new SplittableRandom(seed), KILLS);
            journal.finish();

            List<ReadRecord> records = version == 2 ? ReadRecord.all(journal.files())
                    : ReadRecord.allOfVersion3(journal.files());
            assertThat(kills).isGreaterThan(50);
            assertThat(withoutNames(ReadRecord.samplesOf(records))).as("seed " + seed)
                    .isEqualTo(withoutNames(samplesOf(journal.appended())));
        }
    }

    @Test
    void shouldWriteTheSameFilesHoweverOftenItIsKilled() {
        try (ArchivedJournal once = record(3, 2, 512);
                ArchivedJournal killed = new ArchivedJournal(
                        directory.resolve("2"), () -> new MiniseedWriter(settings(2, 512)))) {
            once.finish();
            once.appended().forEach(killed::append);
            killed.archiveKilled(new SplittableRandom(3), KILLS);
            killed.finish();

            assertThat(killed.files()).containsOnlyKeys(once.files().keySet());
            Map<String, byte[]> expected = once.files();
            killed.files().forEach((path, bytes) ->
                    assertThat(bytes).as(path).isEqualTo(expected.get(path)));
        }
    }
}
