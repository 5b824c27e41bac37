package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.storage.journal.JournalFixture.EPOCH;
import static org.openrtpd.storage.journal.JournalFixture.UNIT;
import static org.openrtpd.storage.journal.JournalFixture.append;
import static org.openrtpd.storage.journal.JournalFixture.range;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.session.Transport;

class JournalUpkeepTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir Path data;
    private JournalFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new JournalFixture(data);
    }

    private JournalUpkeep upkeep(RecoveredJournal opened) {
        return new JournalUpkeep(opened, data, Duration.ofDays(30), 0);
    }

    @Test
    void shouldLetTheNextStartReadOnlyWhatCameBehindTheCheckpoint() {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), 0, 500, Duration.ofSeconds(1), fixture.clock);
        try (JournalUpkeep upkeep = upkeep(opened)) {
            upkeep.checkpoint();
        }
        append(opened.journal(), 500, 503, Duration.ofSeconds(1), fixture.clock);
        opened.journal().close();

        RecoveredJournal again = fixture.open();

        assertThat(again.entriesRead()).isEqualTo(4);
        assertThat(again.numberings().all())
                .containsExactly(new Numberings.Numbering(UNIT, EPOCH, 503));
        again.journal().close();
    }

    @Test
    void shouldCheckpointWhatItFollowedBefore() throws Exception {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), 0, 500, Duration.ofSeconds(1), fixture.clock);
        Numberings read = new Numberings();
        try (JournalUpkeep upkeep = upkeep(opened)) {
            upkeep.follow();
            assertThat(new Checkpoint(data).read(read)).isEmpty();
            upkeep.checkpoint();
        }

        assertThat(new Checkpoint(data).read(read)).isPresent();
        assertThat(read.all()).containsExactly(new Numberings.Numbering(UNIT, EPOCH, 500));
        opened.journal().close();
    }

    @Test
    void shouldTakeGapMarkersIn() throws Exception {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), 0);
        opened.journal().appendGap(Transport.UDP, JournalFixture.PEER, UNIT, EPOCH, 1, 77);
        try (JournalUpkeep upkeep = upkeep(opened)) {
            upkeep.checkpoint();
        }

        Numberings read = new Numberings();
        Optional<Checkpoint.Place> place = new Checkpoint(data).read(read);

        assertThat(place).isPresent();
        assertThat(read.all()).containsExactly(new Numberings.Numbering(UNIT, EPOCH, 77));
        opened.journal().close();
    }

    @Test
    void shouldWriteNoCheckpointWhenNothingIsNew() throws Exception {
        RecoveredJournal opened = fixture.open();
        try (JournalUpkeep upkeep = upkeep(opened)) {
            append(opened.journal(), 0);
            upkeep.checkpoint();
            Path checkpoint = JournalFiles.checkpoint(data);
            Files.setLastModifiedTime(checkpoint, LONG_AGO);

            upkeep.checkpoint();
            assertThat(Files.getLastModifiedTime(checkpoint)).isEqualTo(LONG_AGO);

            append(opened.journal(), 1);
            upkeep.checkpoint();
            assertThat(Files.getLastModifiedTime(checkpoint)).isGreaterThan(LONG_AGO);
        }
        opened.journal().close();
    }

    @Test
    void shouldWarnAndGoOnWhenTheCheckpointCannotBeWritten() throws Exception {
        RecoveredJournal opened = fixture.open();
        Path inTheWay = Files.createDirectories(
                JournalFiles.checkpoint(data).resolveSibling("journal.checkpoint.new"));
        try (LogCapture log = new LogCapture(JournalUpkeep.class);
                JournalUpkeep upkeep = upkeep(opened)) {
            append(opened.journal(), 0);
            upkeep.checkpoint();
            assertThat(log.lines()).hasSize(1).first().asString()
                    .startsWith("WARN the checkpoint could not be written");

            Files.delete(inTheWay);
            upkeep.checkpoint();
            assertThat(JournalFiles.checkpoint(data)).isRegularFile();
        }
        opened.journal().close();
    }

    @Test
    void shouldFreeOldFilesAndTellTheJournal() {
        RecoveredJournal opened = fixture.open();
        append(opened.journal(), 0, 300, Duration.ofMinutes(1), fixture.clock);
        try (LogCapture quiet = new LogCapture(JournalRetention.class);
                JournalUpkeep upkeep =
                        new JournalUpkeep(opened, data, Duration.ofHours(1), 0)) {
            upkeep.checkpoint();

            upkeep.retain(fixture.clock.millis() + Duration.ofDays(1).toMillis(), 1);
            append(opened.journal(), 300);
            upkeep.checkpoint();

            assertThat(quiet.lines()).hasSize(4);
        }
        opened.journal().close();

        assertThat(fixture.allSeqs()).isEqualTo(range(240, 301));
        RecoveredJournal again = fixture.open();
        assertThat(again.numberings().all())
                .containsExactly(new Numberings.Numbering(UNIT, EPOCH, 301));
        again.journal().close();
    }
}
