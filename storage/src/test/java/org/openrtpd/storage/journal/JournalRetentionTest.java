package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.storage.journal.JournalFixture.append;
import static org.openrtpd.storage.journal.JournalFixture.range;
import static org.openrtpd.storage.journal.JournalFixture.seqs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRetentionTest {

    private static final long NOW = -5_000_000_000L;

    private static final int FILES = 5;
    private static final int PER_FILE = 60;
    private static final int COUNT = FILES * PER_FILE;

    @TempDir Path data;
    private JournalFixture fixture;
    private RecoveredJournal opened;
    private LogCapture log;

    /** A packet a minute from 10:00 on: five files, of 10 to 14 o'clock. */
    @BeforeEach
    void fill() {
        log = new LogCapture(JournalRetention.class);
        fixture = new JournalFixture(data, Durability.PROCESS);
        opened = fixture.open();
        append(opened.journal(), 0, COUNT, Duration.ofMinutes(1), fixture.clock);
    }

    @AfterEach
    void close() {
        opened.journal().close();
        log.close();
    }

    private static long used(Path segment) throws IOException {
        return new SegmentTail(segment).usedBytes();
    }

    private static long used(List<Path> segments) throws IOException {
        long used = 0;
        for (Path segment : segments) {
            used += used(segment);
        }
        return used;
    }

    @Test
    void shouldKeepEverythingWithoutALimit() throws Exception {
        JournalRetention retention = new JournalRetention(data, Duration.ZERO, 0);

        int deleted = retention.run(fixture.clock.millis() + Duration.ofDays(999).toMillis(), NOW);

        assertThat(deleted).isZero();
        assertThat(fixture.allSeqs()).isEqualTo(range(0, COUNT));
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void shouldFreeAFileWhenItsNewestEntryMayBeOldEnough() throws Exception {
        JournalRetention retention = new JournalRetention(data, Duration.ofHours(3), 0);
        List<Path> segments = JournalFiles.segments(data);
        long firstEnds = JournalFiles.startMillis(segments.get(1));

        int before = retention.run(firstEnds + Duration.ofHours(3).toMillis() - 1, NOW);
        int then = retention.run(firstEnds + Duration.ofHours(3).toMillis(), NOW);

        assertThat(List.of(before, then)).containsExactly(0, 1);
        assertThat(fixture.allSeqs()).isEqualTo(range(PER_FILE, COUNT));
    }

    @Test
    void shouldNotBelieveAClockThatJumpsIntoTheFuture() throws Exception {
        JournalRetention retention = new JournalRetention(data, Duration.ofHours(3), 0);
        long now = fixture.clock.millis();
        long year = Duration.ofDays(365).toMillis();
        long minute = Duration.ofMinutes(1).toNanos();
        long day = Duration.ofDays(1).toNanos();
        retention.run(JournalFiles.startMillis(JournalFiles.segments(data).get(0)), NOW);

        int jumped = retention.run(now + year, NOW + minute);
        int stillFuture = retention.run(now + year + Duration.ofHours(23).toMillis(), NOW + 23 * day / 24);
        int trustedAgain = retention.run(
                now + year + Duration.ofHours(25).toMillis(), NOW + minute + 25 * day / 24);

        assertThat(List.of(jumped, stillFuture, trustedAgain)).containsExactly(0, 0, FILES - 1);
        assertThat(log.lines().get(0)).startsWith("ERROR the server's clock jumped by");
    }

    @Test
    void shouldNeverFreeTheNewestFile() throws Exception {
        JournalRetention byAge = new JournalRetention(data, Duration.ofHours(1), 0);
        JournalRetention bySize = new JournalRetention(data, Duration.ZERO, 1);

        int deleted = byAge.run(fixture.clock.millis() + Duration.ofDays(999).toMillis(), NOW);
        int again = bySize.run(fixture.clock.millis(), NOW);

        assertThat(List.of(deleted, again)).containsExactly(FILES - 1, 0);
        assertThat(fixture.allSeqs()).isEqualTo(range(COUNT - PER_FILE, COUNT));
    }

    @Test
    void shouldFreeTheOldestFilesUntilTheRestFits() throws Exception {
        long lastThree = used(JournalFiles.segments(data).subList(2, FILES));
        JournalRetention retention = new JournalRetention(data, Duration.ZERO, lastThree);

        int deleted = retention.run(fixture.clock.millis(), NOW);

        assertThat(deleted).isEqualTo(2);
        assertThat(fixture.allSeqs()).isEqualTo(range(2 * PER_FILE, COUNT));
    }

    @Test
    void shouldLogWhatGoesAndWhy() throws Exception {
        Path oldest = JournalFiles.segments(data).get(0);
        long bytes = used(oldest);
        long all = used(JournalFiles.segments(data));

        new JournalRetention(data, Duration.ZERO, all - 1).run(fixture.clock.millis(), NOW);

        assertThat(log.lines()).containsExactly("INFO retention freed " + oldest + " (" + bytes
                + " bytes): the journal is over " + (all - 1) + " bytes");
    }

    @Test
    void shouldCountTheFileThatIsBeingWrittenAsItGrows() throws Exception {
        long all = used(JournalFiles.segments(data));
        JournalRetention retention = new JournalRetention(data, Duration.ZERO, all + 1000);

        int before = retention.run(fixture.clock.millis(), NOW);
        append(opened.journal(), COUNT, COUNT + 40, Duration.ZERO, fixture.clock);
        int then = retention.run(fixture.clock.millis(), NOW);

        assertThat(List.of(before, then)).containsExactly(0, 1);
    }

    @Test
    void shouldLetTheWriterAndItsTailersGoOnBehindFreedFiles() throws Exception {
        new JournalRetention(data, Duration.ZERO, 1).run(fixture.clock.millis(), NOW);
        try (JournalTailer tailer = opened.journal().tailer()) {
            opened.journal().refreshFiles();
            append(opened.journal(), COUNT);
            fixture.clock.advance(Duration.ofHours(1));
            append(opened.journal(), COUNT + 1);

            assertThat(seqs(tailer)).isEqualTo(range(COUNT - PER_FILE, COUNT + 2));
        }
    }
}
