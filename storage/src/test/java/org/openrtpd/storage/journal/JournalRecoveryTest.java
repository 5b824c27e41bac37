package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.storage.journal.JournalFixture.EPOCH;
import static org.openrtpd.storage.journal.JournalFixture.UNIT;
import static org.openrtpd.storage.journal.JournalFixture.append;
import static org.openrtpd.storage.journal.JournalFixture.range;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.record.UnitId;

class JournalRecoveryTest {

    private static final int OTHER_UNIT = 0x91F5;

    @TempDir Path data;
    private JournalFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new JournalFixture(data);
    }

    private void fill(int from, int to) {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), from, to, Duration.ofSeconds(1), fixture.clock);
        opened.journal().commit();
        opened.journal().close();
    }

    /** Forces some packets, then appends others that are never forced, and dies. */
    private long fillAndLosePower(int from, int forcedTo, int to) throws IOException {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), from, forcedTo, Duration.ofSeconds(1), fixture.clock);
        opened.journal().commit();
        long forced = used();
        append(opened.journal(), forcedTo, to, Duration.ofSeconds(1), fixture.clock);
        opened.journal().close();
        return forced;
    }

    private List<Numberings.Numbering> reopened() {
        RecoveredJournal opened = fixture.open();
        List<Numberings.Numbering> all = opened.numberings().all();
        opened.journal().close();
        return all;
    }

    @Test
    void shouldLearnTheNextNumberOfEveryUnitAndEpoch() {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), UNIT, 0);
        append(opened.journal(), OTHER_UNIT, 41);
        opened.journal().appendGap(org.openrtpd.protocol.session.Transport.UDP, JournalFixture.PEER,
                UNIT, EPOCH, 1, 100);
        opened.journal().close();

        assertThat(reopened()).containsExactlyInAnyOrder(
                new Numberings.Numbering(UNIT, EPOCH, 100),
                new Numberings.Numbering(OTHER_UNIT, EPOCH, 42));
    }

    @Test
    void shouldLearnNothingFromProbesAndGoOnFromACheckpointBehindOne() {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), UNIT, 0);
        append(opened.journal(), UnitId.PROBE, 7);
        try (JournalUpkeep upkeep = new JournalUpkeep(opened, data, Duration.ZERO, 0)) {
            upkeep.checkpoint();
        }
        append(opened.journal(), UnitId.PROBE, 8);
        opened.journal().commit();
        opened.journal().close();

        RecoveredJournal again = fixture.open();
        again.journal().close();

        assertThat(again.numberings().all()).containsExactly(new Numberings.Numbering(UNIT, EPOCH, 1));
        assertThat(again.entriesRead()).as("the checkpoint's entry and the probe behind it").isEqualTo(2);
    }

    @Test
    void shouldReadOnlyWhatIsBehindTheCheckpoint() {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), 0, 1000, Duration.ofSeconds(20), fixture.clock);
        try (JournalUpkeep upkeep = new JournalUpkeep(opened, data, Duration.ZERO, 0)) {
            upkeep.checkpoint();
        }
        append(opened.journal(), 1000, 1010, Duration.ofSeconds(20), fixture.clock);
        opened.journal().close();

        RecoveredJournal again = fixture.open();

        assertThat(again.entriesRead()).isEqualTo(11);
        assertThat(again.numberings().all())
                .containsExactly(new Numberings.Numbering(UNIT, EPOCH, 1010));
        again.journal().close();
    }

    @Test
    void shouldNotBelieveACheckpointThatIsDamaged() throws IOException {
        fill(0, 10);
        Files.writeString(JournalFiles.checkpoint(data),
                "openrtpd-checkpoint 1\nentry 5 0\n9e16 12345678 900\ncrc 0\n");

        assertThat(reopened()).containsExactly(new Numberings.Numbering(UNIT, EPOCH, 10));
    }

    @Test
    void shouldNotBelieveACheckpointOfEntriesThatAPowerLossTook() throws IOException {
        fill(0, 10);
        Numberings wrong = new Numberings();
        wrong.set(UNIT, EPOCH, 900);
        long lastIndex = indexes().get(10);
        new Checkpoint(data).write(new Checkpoint.Place(lastIndex, 0xBAD), wrong);

        assertThat(reopened()).containsExactly(new Numberings.Numbering(UNIT, EPOCH, 10));
        assertThat(JournalFiles.checkpoint(data)).doesNotExist();
    }

    @Test
    void shouldForceWhatWasAppendedBeforeAKillAndGoOnBehindIt() {
        RecoveredJournal killed = fixture.open();
        append(killed.journal(), 0, 5, Duration.ZERO, fixture.clock);
        killed.journal().close();

        fill(5, 8);

        assertThat(fixture.allSeqs()).isEqualTo(range(0, 8));
    }

    @Nested
    class AfterPowerLoss {

        /** What was forced is there, what was not is a hole, and what came later got through. */
        @Test
        void shouldKeepWhatWasForcedAndGoOnWhenThePagesBehindItAreAHole() throws IOException {
            long forcedTo = fillAndLosePower(0, 20, 400);

            punch(forcedTo, forcedTo + 40_000);
            fill(400, 420);

            assertThat(fixture.allSeqs()).startsWith(range(0, 20).toArray(new Integer[0]))
                    .endsWith(range(400, 420).toArray(new Integer[0]))
                    .doesNotHaveDuplicates();
            assertThat(fixture.allSeqs()).hasSize(40);
        }

        @Test
        void shouldDropATornEntryAtTheEndAndGoOn() throws IOException {
            fillAndLosePower(0, 19, 20);
            punch(used() - 300, used());

            fill(19, 25);

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 25));
            assertThat(entriesThatAreDamaged()).isZero();
        }

        @Test
        void shouldNotBringBackOldEntriesBehindALostOne() throws IOException {
            long forcedTo = fillAndLosePower(0, 19, 60);
            punch(forcedTo + 100, forcedTo + 1300);

            fill(100, 160);

            assertThat(fixture.allSeqs()).doesNotHaveDuplicates().doesNotContain(40, 59)
                    .endsWith(range(100, 160).toArray(new Integer[0]));
        }

        @Test
        void shouldKeepTheIndexesOfWhatSurvives() throws IOException {
            long forcedTo = fillAndLosePower(0, 20, 60);
            List<Long> before = indexes().subList(0, 21);
            punch(forcedTo, forcedTo + 9000);

            fill(100, 101);

            assertThat(indexes()).startsWith(before.toArray(new Long[0]));
        }

        @Test
        void shouldMakeTheMetadataAnewWhenItIsGone() throws IOException {
            fill(0, 10);
            Files.write(JournalFiles.metadata(data), new byte[4096]);

            fill(10, 12);

            assertThat(fixture.allSeqs()).isEqualTo(range(0, 12));
        }
    }

    private Path newest() {
        List<Path> segments = JournalFiles.segments(data);
        return segments.get(segments.size() - 1);
    }

    private long used() throws IOException {
        return new SegmentTail(newest()).usedBytes();
    }

    private void punch(long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(newest(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) (to - from)), from);
        }
    }

    private List<Long> indexes() {
        return entries().map(Long::valueOf).toList();
    }

    private Stream<Long> entries() {
        Stream.Builder<Long> indexes = Stream.builder();
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                indexes.add(entry.index());
            }
        }
        return indexes.build();
    }

    private int entriesThatAreDamaged() {
        int damaged = 0;
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                damaged += entry.defect() == EntryDefect.NONE ? 0 : 1;
            }
        }
        return damaged;
    }
}
