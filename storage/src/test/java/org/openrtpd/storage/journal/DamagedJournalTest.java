package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.storage.journal.JournalFixture.append;
import static org.openrtpd.storage.journal.JournalFixture.range;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals with damage in what was forced, which is rot, and in what was not, which a power loss does. */
class DamagedJournalTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;

    @TempDir Path data;
    private JournalFixture fixture;
    private PacketJournal journal;

    @BeforeEach
    void begin() {
        fixture = new JournalFixture(data);
        journal = fixture.open().journal();
    }

    private void forced(int from, int to) {
        append(journal, from, to, SECOND, fixture.clock);
        journal.commit();
    }

    private void unforced(int from, int to) {
        append(journal, from, to, SECOND, fixture.clock);
    }

    private Path segment(int number) {
        return JournalFiles.segments(data).get(number);
    }

    private long used(int number) throws IOException {
        return new SegmentTail(segment(number)).usedBytes();
    }

    private static void zero(Path file, long from, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) length), from);
        }
    }

    /** Where a packet's document begins. */
    private long startOf(Path file, int seq) throws IOException {
        JournalEntry entry = new JournalEntry();
        try (SegmentScan scan = new SegmentScan(file, 0, Long.MAX_VALUE)) {
            while (scan.next(entry, 0)) {
                if (entry.isPacket() && entry.seq() == seq) {
                    return scan.start();
                }
            }
        }
        throw new AssertionError("no packet " + seq + " in " + file);
    }

    private int nextAfterRestart() {
        RecoveredJournal opened = fixture.open();
        journal = opened.journal();
        return opened.numberings().all().get(0).next();
    }

    private List<Integer> keptAside() throws IOException {
        List<Integer> seqs = new ArrayList<>();
        JournalEntry entry = new JournalEntry();
        try (Stream<Path> below = Files.walk(data)) {
            for (Path file : below.filter(f -> f.toString().contains("damaged-")
                    && f.toString().endsWith(".cq4")).sorted().toList()) {
                try (SegmentScan scan = new SegmentScan(file, 0, Long.MAX_VALUE)) {
                    while (scan.next(entry, 0)) {
                        if (entry.isPacket()) {
                            seqs.add(entry.seq());
                        }
                    }
                }
            }
        }
        return seqs;
    }

    @Nested
    class WhenForcedPartsRot {

        @Test
        void shouldKeepTheNewestFileWhenAnOlderOneHasAHole() throws Exception {
            forced(0, 20);
            fixture.clock.advance(HOUR);
            forced(20, 40);
            journal.close();
            zero(segment(0), used(0) - 9000 & -PAGE, PAGE);

            assertThat(nextAfterRestart()).isEqualTo(40);
            unforced(40, 42);
            journal.close();

            assertThat(fixture.allSeqs()).containsAll(range(0, 10)).containsAll(range(19, 42))
                    .hasSizeBetween(36, 39).doesNotHaveDuplicates().isSorted();
        }

        @Test
        void shouldReadBehindAHoleInAFileWithoutMovingAnIndex() throws Exception {
            forced(0, 900);
            List<Long> before = indexes();
            fixture.clock.advance(HOUR);
            forced(900, 901);
            journal.close();
            long start = startOf(segment(0), 300);
            zero(segment(0), start, startOf(segment(0), 310) - start);

            List<Long> after = indexes();

            List<Long> expected = new ArrayList<>(before);
            expected.subList(301, 311).clear();
            assertThat(after.subList(0, after.size() - 1)).isEqualTo(expected);
        }

        @Test
        void shouldGoOnInTheNextFileWhenTheNewestHasAHole() throws Exception {
            forced(0, 40);
            journal.close();
            zero(segment(0), startOf(segment(0), 20), 1076);

            assertThat(nextAfterRestart()).isEqualTo(40);
            unforced(40, 42);
            journal.close();

            List<Integer> expected = range(0, 42);
            expected.remove(20);
            assertThat(fixture.allSeqs()).isEqualTo(expected);
            assertThat(JournalFiles.segments(data)).hasSize(2);
        }

        @Test
        void shouldSayWhatIsLostAndWhatToDo() throws Exception {
            forced(0, 40);
            journal.close();
            zero(segment(0), startOf(segment(0), 20), 1076);

            try (LogCapture log = new LogCapture(JournalLearning.class)) {
                nextAfterRestart();
                assertThat(log.lines()).hasSize(1).first().asString()
                        .startsWith("ERROR ").contains("is damaged behind entry", "rtpd verify");
            }
            journal.close();
        }

        @Test
        void shouldTakeAStartForTheProofThatAllBeforeItWasForced() throws Exception {
            forced(0, 40);
            journal.close();
            nextAfterRestart();
            journal.close();
            Files.delete(JournalFiles.forcedMark(data));
            zero(segment(0), startOf(segment(0), 20), 1076);

            assertThat(nextAfterRestart()).isEqualTo(40);
            journal.close();
        }
    }

    @Nested
    class WhenTheFirstPageOfAFileIsGone {

        @Test
        void shouldStillReadAnOlderFile() throws Exception {
            forced(0, 20);
            fixture.clock.advance(HOUR);
            forced(20, 40);
            journal.close();
            zero(segment(0), 0, PAGE);

            assertThat(nextAfterRestart()).isEqualTo(40);
            unforced(40, 42);
            journal.close();

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 42));
        }

        @Test
        void shouldKeepTheNewestFileToo() throws Exception {
            forced(0, 20);
            fixture.clock.advance(HOUR);
            forced(20, 40);
            journal.close();
            zero(segment(1), 0, PAGE);

            assertThat(nextAfterRestart()).isEqualTo(40);
            unforced(40, 42);
            journal.close();

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 42));
        }

        @Test
        void shouldStartWhenANewFileDidNotGetThrough() throws Exception {
            forced(0, 20);
            fixture.clock.advance(HOUR);
            unforced(20, 40);
            journal.close();
            zero(segment(1), 0, PAGE);

            assertThat(nextAfterRestart()).isEqualTo(20);
            unforced(20, 22);
            journal.close();

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 22));
            assertThat(keptAside()).contains(20, 39);
        }
    }

    @Nested
    class AfterPowerLoss {

        @Test
        void shouldEndTheJournalAtATornEntryWithWholeOnesBehindIt() throws Exception {
            forced(0, 20);
            unforced(20, 23);
            journal.close();
            zero(segment(0), startOf(segment(0), 20) + 300, SECTOR);

            assertThat(nextAfterRestart()).isEqualTo(20);
            unforced(20, 30);
            journal.close();

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 30));
            assertThat(keptAside()).contains(21, 22);
        }

        @Test
        void shouldGoOnWhenTheEndOfTheFileBeforeTheNewestIsLost() throws Exception {
            forced(0, 20);
            long whole = used(0);
            unforced(20, 23);
            fixture.clock.advance(HOUR);
            unforced(23, 26);
            journal.close();
            zero(segment(0), whole, used(0) - whole);

            assertThat(nextAfterRestart()).isEqualTo(20);
            unforced(20, 30);
            journal.close();

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 30));
            assertThat(keptAside()).contains(23, 24, 25);
        }

        @Test
        void shouldStartAgainAfterThatAsIfNothingHadBeen() throws Exception {
            forced(0, 20);
            long whole = used(0);
            unforced(20, 23);
            fixture.clock.advance(HOUR);
            unforced(23, 26);
            journal.close();
            zero(segment(0), whole, used(0) - whole);
            nextAfterRestart();
            forced(20, 30);
            journal.close();

            assertThat(nextAfterRestart()).isEqualTo(30);
            journal.close();

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 30));
        }
    }

    private List<Long> indexes() {
        List<Long> indexes = new ArrayList<>();
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                indexes.add(entry.index());
            }
        }
        return indexes;
    }
}
