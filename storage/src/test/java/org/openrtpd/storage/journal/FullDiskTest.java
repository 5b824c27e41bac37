package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openrtpd.storage.journal.JournalFixture.append;
import static org.openrtpd.storage.journal.JournalFixture.range;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link PacketJournal} on a disk that fills up: a store into a hole there ends the process. */
class FullDiskTest {

    private static final long MIB = 1 << 20;
    private static final int MORE_THAN_FITS = 100_000;

    @TempDir Path mountPoint;
    private SmallDisk disk;
    private JournalFixture fixture;
    private int next;

    @BeforeEach
    void mount() {
        Optional<SmallDisk> mounted = SmallDisk.mount(mountPoint);
        assumeTrue(mounted.isPresent(), "this process may not mount a small file system");
        disk = mounted.get();
        fixture = new JournalFixture(mountPoint.resolve("data"));
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    private void appendUntilRefused(PacketJournal journal) {
        while (append(journal, next) != PacketJournal.REFUSED) {
            next++;
            assertThat(next).isLessThan(MORE_THAN_FITS);
        }
    }

    @Test
    void shouldRefuseWhenTheDiskFillsUpAndGoOnWhenThereIsRoomAgain() throws Exception {
        RecoveredJournal opened = fixture.open();
        PacketJournal journal = opened.journal();
        append(journal, next++);
        disk.leaveFree(5 * MIB);

        appendUntilRefused(journal);
        assertThat(journal.accepts()).isFalse();
        assertThat(journal.recheckSpace()).isFalse();
        assertThat(append(journal, next)).isEqualTo(PacketJournal.REFUSED);
        assertThat(journal.commit()).isEqualTo(journal.appended());
        assertThat(fixture.allSeqs()).isEqualTo(range(0, next));

        disk.free();
        assertThat(journal.recheckSpace()).isTrue();
        for (int i = 0; i < 2000; i++) {
            assertThat(append(journal, next++)).isPositive();
        }
        journal.commit();

        assertThat(fixture.allSeqs()).isEqualTo(range(0, next));
        journal.close();
    }

    @Test
    void shouldSurviveWhenSomebodyElseTakesTheLastByte() throws Exception {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), next++);
        disk.fill();

        appendUntilRefused(opened.journal());
        opened.journal().commit();

        assertThat(next).as("entries that had their space already").isGreaterThan(1);
        assertThat(fixture.allSeqs()).isEqualTo(range(0, next));
        disk.free();
        assertThat(opened.journal().recheckSpace()).isTrue();
        opened.journal().close();
    }

    @Test
    void shouldFillTheDiskByItselfOverManyRounds() throws Exception {
        RecoveredJournal opened = fixture.open();
        PacketJournal journal = opened.journal();
        for (int round = 0; round < 8; round++) {
            disk.leaveFree((9 - round) * MIB / 3);
            appendUntilRefused(journal);
            disk.free();
            assertThat(journal.recheckSpace()).isTrue();
        }
        journal.close();

        assertThat(fixture.allSeqs()).isEqualTo(range(0, next));
    }

    @Test
    void shouldBeginNoNewFileOnAFullDisk() throws Exception {
        RecoveredJournal opened = fixture.open();
        PacketJournal journal = opened.journal();
        append(journal, next++);
        disk.fill();
        fixture.clock.advance(Duration.ofHours(1));

        assertThat(append(journal, next)).isEqualTo(PacketJournal.REFUSED);
        assertThat(JournalFiles.segments(fixture.data)).hasSize(1);

        disk.free();
        assertThat(journal.recheckSpace()).isTrue();
        append(journal, next++);
        assertThat(JournalFiles.segments(fixture.data)).hasSize(2);
        assertThat(fixture.allSeqs()).isEqualTo(range(0, next));
        journal.close();
    }

    @Test
    void shouldRefuseToStartOnAFullDiskAndSaySo() throws Exception {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), next++);
        opened.journal().close();
        disk.fill();

        assertThatThrownBy(fixture::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is full")
                .hasMessageContaining(fixture.data.toString());

        disk.free();
        RecoveredJournal again = fixture.open();
        append(again.journal(), next++);
        again.journal().close();
        assertThat(fixture.allSeqs()).isEqualTo(range(0, next));
    }

    @Test
    void shouldStartAgainAfterAProcessEndedOnAFullDisk() throws Exception {
        RecoveredJournal opened = fixture.open();
        disk.leaveFree(3 * MIB);
        appendUntilRefused(opened.journal());
        opened.journal().close();
        disk.free();

        RecoveredJournal again = fixture.open();

        assertThat(again.numberings().all())
                .containsExactly(new Numberings.Numbering(
                        JournalFixture.UNIT, JournalFixture.EPOCH, next));
        append(again.journal(), next++);
        again.journal().close();
        assertThat(fixture.allSeqs()).isEqualTo(range(0, next));
    }

    @Test
    void shouldKeepFreeWhatTheConfigurationSays() throws Exception {
        long minFree = 20 * MIB;
        JournalConfig config =
                new JournalConfig(fixture.data, Durability.PROCESS, minFree, fixture.clock);
        RecoveredJournal opened = JournalRecovery.open(config, "start=1");

        appendUntilRefused(opened.journal());

        assertThat(Files.getFileStore(mountPoint).getUsableSpace())
                .isBetween(minFree - MIB / 2, minFree + 5 * MIB);
        opened.journal().close();
    }
}
