package org.openrtpd.app.live.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openrtpd.app.live.RecordedPackets.SECOND;
import static org.openrtpd.app.live.RecordedPackets.TEN;
import static org.openrtpd.app.live.RecordedPackets.UNIT_9E16;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.live.RecordedPackets;
import org.openrtpd.app.live.WrittenJournal;
import org.openrtpd.app.live.model.ChannelKey;
import org.openrtpd.app.live.model.LiveLoop;
import org.openrtpd.app.live.model.LiveModel;
import org.openrtpd.app.live.model.LiveSettings;
import org.openrtpd.app.live.station.StationLimits;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.live.wave.MinMax;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.JournalTailer;

class WaveReaderTest {

    private static final ChannelKey FIRST = new ChannelKey(UNIT_9E16, 0, 0);
    private static final int PACKETS = 300;
    private static final long END = TEN + PACKETS * 2 * SECOND;

    @TempDir Path data;
    private WrittenJournal journal;
    private LiveLoop loop;
    private Thread thread;

    @BeforeEach
    void write() {
        journal = new WrittenJournal(data);
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "CON"), TEN)
                .appendData(UNIT_9E16, 1, PACKETS);
    }

    @AfterEach
    void close() throws InterruptedException {
        loop.stop();
        thread.join();
        journal.close();
    }

    /** A reader whose model begins at a time of receipt and has memory for so much. */
    private WaveReader open(long fromNanos, long memoryBytes) {
        JournalTailer tailer = journal.tailer();
        tailer.toTime(fromNanos);
        loop = new LiveLoop(new LiveModel(new LiveSettings(
                StationLimits.DEFAULTS, 10, 10, memoryBytes, Duration.ZERO),
                new ChannelNames(StationMap.empty("XX"))), tailer, () -> END);
        thread = new Thread(loop);
        thread.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> loop.table().reading() == StationTable.Reading.LIVE
                        && !loop.table().rows().isEmpty());
        return new WaveReader(loop, journal::tailer);
    }

    private static int[] truth(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .flatMap(i -> IntStream.of(RecordedPackets.samples(i))).toArray();
    }

    private static void assertBins(MinMax bins) {
        for (int bin = 0; bin < bins.bins(); bin++) {
            // Ten seconds are five packets.
            int[] samples = truth(5 * bin + 1, 5 * bin + 5);
            assertThat(bins.min(bin)).isEqualTo(IntStream.of(samples).min().getAsInt());
            assertThat(bins.max(bin)).isEqualTo(IntStream.of(samples).max().getAsInt());
        }
    }

    @Test
    void shouldGiveBinsOfMemoryWhereAllOfThatTimeIsKept() {
        WaveReader reader = open(0, 10 << 20);

        Waveform waveform = reader.read(new Span(FIRST, TEN, 10 * SECOND, 60)).orElseThrow();

        assertBins(waveform.bins());
        assertThat(waveform.readUntilNanos()).isEqualTo(END);
    }

    @Test
    void shouldGiveTheSamplesThemselvesOfAShortTime() {
        WaveReader reader = open(0, 10 << 20);

        Waveform waveform = reader.read(
                new Span(FIRST, TEN + 20 * SECOND, SECOND / 100, 1000)).orElseThrow();

        assertThat(waveform.runs()).singleElement().satisfies(run -> {
            assertThat(run.startNanos()).isEqualTo(TEN + 20 * SECOND);
            assertThat(run.samples()).containsExactly(truth(11, 15));
        });
    }

    @Test
    void shouldFindInTheJournalWhatCameBeforeTheModelBegan() {
        WaveReader reader = open(END - 10 * SECOND, 10 << 20);

        Waveform bins = reader.read(new Span(FIRST, TEN, 10 * SECOND, 60)).orElseThrow();
        Waveform samples = reader.samples(new Span(FIRST, TEN, SECOND, 10)).orElseThrow();

        assertBins(bins.bins());
        assertThat(bins.source()).isEqualTo(Waveform.Source.JOURNAL);
        assertThat(samples.runs()).singleElement()
                .satisfies(run -> assertThat(run.samples()).containsExactly(truth(1, 5)));
    }

    @Test
    void shouldFindInTheJournalWhatMemoryHasNoRoomFor() {
        WaveReader reader = open(0, 0);

        Waveform waveform = reader.read(new Span(FIRST, TEN, 10 * SECOND, 60)).orElseThrow();

        assertBins(waveform.bins());
    }

    @Test
    void shouldLeaveAGapBetweenSamplesWhereDataAreMissing() {
        journal.appendData(UNIT_9E16, PACKETS + 11, 1);
        WaveReader reader = open(0, 10 << 20);

        Waveform waveform = reader.samples(
                new Span(FIRST, END - 2 * SECOND, SECOND, 30)).orElseThrow();

        assertThat(waveform.runs()).extracting(run -> run.samples().length)
                .containsExactly(200, 200);
        assertThat(waveform.view().tears()).singleElement()
                .satisfies(gap -> assertThat(gap.samples()).isEqualTo(2000));
    }

    @Test
    void shouldKnowNothingOfAChannelThatIsNot() {
        WaveReader reader = open(0, 10 << 20);

        assertThat(reader.read(new Span(new ChannelKey(1, 2, 3), TEN, SECOND, 10))).isEmpty();
    }
}
