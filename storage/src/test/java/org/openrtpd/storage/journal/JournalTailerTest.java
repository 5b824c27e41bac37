package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.storage.journal.JournalFixture.append;
import static org.openrtpd.storage.journal.JournalFixture.range;
import static org.openrtpd.storage.journal.JournalFixture.seqs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailerTest {

    private static final int COUNT = 600;

    @TempDir Path data;
    private JournalFixture fixture;
    private RecoveredJournal opened;
    private JournalReader reader;
    private JournalTailer tailer;
    private Instant begin;

    /** A packet every minute for ten hours: ten files and the start of an eleventh. */
    @BeforeEach
    void fill() {
        fixture = new JournalFixture(data, Durability.PROCESS);
        opened = fixture.open();
        begin = fixture.clock.instant();
        append(opened.journal(), 0, COUNT, Duration.ofMinutes(1), fixture.clock);
        reader = JournalReader.open(data);
        tailer = reader.tailer();
    }

    @AfterEach
    void close() {
        tailer.close();
        reader.close();
        opened.journal().close();
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    @Test
    void shouldReadFromStartAndFromEnd() {
        tailer.toStart();
        assertThat(seqs(tailer)).isEqualTo(range(0, COUNT));

        tailer.toEnd();
        append(opened.journal(), COUNT);
        assertThat(seqs(tailer)).containsExactly(COUNT);
    }

    @Test
    void shouldGoOnFromASavedPosition() {
        JournalEntry entry = new JournalEntry();
        for (int i = 0; i < 100; i++) {
            tailer.next(entry);
        }
        int lastSeq = entry.seq();

        try (JournalReader later = JournalReader.open(data); JournalTailer next = later.tailer()) {
            next.toIndex(tailer.position());
            assertThat(seqs(next)).isEqualTo(range(lastSeq + 1, COUNT));
        }
    }

    @Test
    void shouldFindATimeInTheMiddleOfAFileAndBetweenFiles() {
        tailer.toTime(nanos(begin.plus(Duration.ofMinutes(95))));
        assertThat(seqs(tailer)).isEqualTo(range(95, COUNT));

        tailer.toTime(nanos(begin.plus(Duration.ofMinutes(119)).plusMillis(1)));
        assertThat(seqs(tailer)).isEqualTo(range(120, COUNT));

        tailer.toTime(nanos(begin.plus(Duration.ofMinutes(120))));
        assertThat(seqs(tailer)).isEqualTo(range(120, COUNT));
    }

    @Test
    void shouldGoToStartForATimeBeforeAndToEndForATimeBehind() {
        tailer.toTime(nanos(begin.minusSeconds(5)));
        assertThat(seqs(tailer)).isEqualTo(range(0, COUNT));

        tailer.toTime(nanos(begin.plus(Duration.ofDays(3))));
        assertThat(seqs(tailer)).isEmpty();
    }

    @Test
    void shouldGoToTheOldestEntryLeftWhenRetentionTookTheIndex() throws Exception {
        JournalEntry entry = new JournalEntry();
        tailer.toStart();
        tailer.next(entry);
        long first = entry.index();
        Files.delete(JournalFiles.segments(data).get(0));
        Files.delete(JournalFiles.segments(data).get(0));

        try (JournalReader later = JournalReader.open(data); JournalTailer next = later.tailer()) {
            next.toIndex(first + 3);
            assertThat(seqs(next)).isEqualTo(range(120, COUNT));
        }
    }

    @Test
    void shouldGoOnWithTheNextFileWhenItsOwnIsDeletedUnderIt() throws Exception {
        JournalEntry entry = new JournalEntry();
        for (int i = 0; i < 10; i++) {
            tailer.next(entry);
        }
        for (Path old : JournalFiles.segments(data).subList(0, 3)) {
            Files.delete(old);
        }

        assertThat(seqs(tailer)).endsWith(COUNT - 1).contains(180).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldBeginAtTheOldestEntryLeftBeforeTheQueueIsToldOfDeletions() throws Exception {
        Files.delete(JournalFiles.segments(data).get(0));

        try (JournalReader later = JournalReader.open(data); JournalTailer next = later.tailer()) {
            assertThat(seqs(next)).isEqualTo(range(60, COUNT));
            next.toStart();
            assertThat(seqs(next)).isEqualTo(range(60, COUNT));
        }
    }

    @Test
    void shouldPassByFilesThatACrashLeftWithoutEntries() throws Exception {
        Instant twoHoursOn = begin.plus(Duration.ofHours(12));
        opened.journal().close();
        beginFileWithoutEntries(twoHoursOn);
        fixture.clock.advance(Duration.ofHours(4));
        opened = fixture.open();
        append(opened.journal(), COUNT, COUNT + 60, Duration.ofMinutes(1), fixture.clock);
        long inEmptyFile = (long) JournalFiles.cycle(JournalFiles.segments(data).get(11)) << 32;

        try (JournalReader later = JournalReader.open(data); JournalTailer next = later.tailer()) {
            next.toIndex(inEmptyFile);
            assertThat(seqs(next)).isEqualTo(range(COUNT, COUNT + 60));

            next.toTime(nanos(twoHoursOn));
            assertThat(seqs(next)).isEqualTo(range(COUNT, COUNT + 60));

            for (int minute = 0; minute < COUNT; minute += 59) {
                next.toTime(nanos(begin.plus(Duration.ofMinutes(minute))));
                assertThat(seqs(next)).isEqualTo(range(minute, COUNT + 60));
            }

            for (Path old : JournalFiles.segments(data).subList(0, 11)) {
                Files.delete(old);
            }
            next.toStart();
            assertThat(seqs(next)).isEqualTo(range(COUNT, COUNT + 60));
        }
    }

    private void beginFileWithoutEntries(Instant at) {
        try (SingleChronicleQueue queue = JournalFiles.openForWriting(
                        JournalFiles.queueDirectory(data), InstantSource.fixed(at));
                ExcerptAppender appender = queue.createAppender();
                DocumentContext document = appender.writingDocument()) {
            document.rollbackOnClose();
        }
    }

    @Test
    void shouldFindSomeEntryByTimeWhenTheClockWasSetBack() {
        fixture.clock.advance(Duration.ofHours(-3));
        append(opened.journal(), COUNT, COUNT + 240, Duration.ofMinutes(1), fixture.clock);

        for (int minute = -10; minute < COUNT + 90; minute += 7) {
            tailer.toTime(nanos(begin.plus(Duration.ofMinutes(minute))));

            // Somewhere near the step, but always the rest of the journal from one entry on.
            List<Integer> rest = seqs(tailer);
            assertThat(rest).isEqualTo(range(COUNT + 240 - rest.size(), COUNT + 240));
        }
    }

    @Test
    void shouldTellWhenRetentionTookWhatItHadNotRead() throws Exception {
        JournalEntry entry = new JournalEntry();
        tailer.toStart();
        for (int i = 0; i < 10; i++) {
            tailer.next(entry);
        }
        assertThat(tailer.tookMissing()).isFalse();
        for (Path old : JournalFiles.segments(data).subList(0, 3)) {
            Files.delete(old);
        }
        while (tailer.next(entry)) {
            // To the end.
        }

        assertThat(tailer.tookMissing()).isTrue();
        assertThat(tailer.tookMissing()).as("told once").isFalse();
    }

    @Test
    void shouldTellWhenTheIndexItComesBackToIsGone() throws Exception {
        JournalEntry entry = new JournalEntry();
        tailer.toStart();
        tailer.next(entry);
        long index = entry.index();
        tailer.toIndex(index);
        assertThat(tailer.tookMissing()).isFalse();
        Files.delete(JournalFiles.segments(data).get(0));

        tailer.toIndex(index);

        assertThat(tailer.tookMissing()).isTrue();
        assertThat(tailer.next(entry)).isTrue();
        assertThat(entry.index()).isGreaterThan(index);
    }

    @Test
    void shouldSayWhereNoJournalIs() {
        assertThatThrownBy(() -> JournalReader.open(data.resolve("nowhere")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("nowhere");
    }
}
