package org.openrtpd.app.live.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.live.RecordedPackets.SECOND;
import static org.openrtpd.app.live.RecordedPackets.TEN;
import static org.openrtpd.app.live.RecordedPackets.UNIT_9E16;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.gaps.Gap;
import org.openrtpd.app.live.RecordedPackets;
import org.openrtpd.app.live.WrittenJournal;
import org.openrtpd.app.live.station.State;
import org.openrtpd.app.live.station.StationLimits;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

class LiveModelTest {

    private static final ChannelKey FIRST = new ChannelKey(UNIT_9E16, 0, 0);

    @TempDir Path data;
    private WrittenJournal journal;
    private JournalTailer tailer;
    private LiveModel model = model(100);

    @BeforeEach
    void open() {
        journal = new WrittenJournal(data);
        tailer = journal.tailer();
    }

    @AfterEach
    void close() {
        tailer.close();
        journal.close();
    }

    private static LiveModel model(int units) {
        return new LiveModel(new LiveSettings(
                StationLimits.DEFAULTS, units, 100, 10 << 20, Duration.ofHours(1)),
                new ChannelNames(StationMap.empty("XX")));
    }

    private void read() {
        JournalEntry entry = new JournalEntry();
        while (tailer.next(entry)) {
            model.take(entry);
        }
    }

    private UnitRow row(long nowNanos) {
        return model.table(nowNanos, StationTable.Reading.LIVE, 0).rows().get(0);
    }

    private List<Gap> gaps(long nowNanos) {
        LiveStream stream = model.unit(UNIT_9E16).orElseThrow().stream(0).orElseThrow();
        return stream.standing(model.channel(FIRST).orElseThrow(), nowNanos).gaps();
    }

    @Test
    void shouldTellHowAUnitsPacketsCome() {
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "CON"), TEN)
                .appendData(UNIT_9E16, 1, 60);
        read();

        UnitRow row = row(TEN + 121 * SECOND);

        assertThat(row.traffic().packets()).isEqualTo(61);
        assertThat(row.traffic().packetsPerSecond()).isEqualTo(0.5);
        assertThat(row.facts().latencySeconds()).hasValue(0);
        assertThat(row.facts().ageSeconds()).hasValue(1);
        assertThat(row.traffic().lastSampleNanos()).hasValue(TEN + 120 * SECOND);
        assertThat(row.facts().completenessPercent()).hasValue(100);
        assertThat(row.verdict().state()).isEqualTo(State.GREEN);
        assertThat(row.traffic().sparkMinutes()).endsWith(30, 30).hasSize(60);
    }

    @Test
    void shouldCountAHoleAsMissingUntilItsPacketsComeLate() {
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "CON"), TEN)
                .appendData(UNIT_9E16, 1, 10).appendData(UNIT_9E16, 21, 10);
        read();

        long now = TEN + 61 * SECOND;
        assertThat(row(now).facts().completenessPercent()).hasValue(66.66);
        assertThat(row(now).gapsToday()).isOne();
        assertThat(gaps(now)).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.GAP);
            assertThat(gap.samples()).isEqualTo(2000);
        });

        journal.appendData(UNIT_9E16, 11, 10);
        read();

        assertThat(gaps(now)).isEmpty();
        assertThat(row(now).facts().completenessPercent()).hasValue(100);
    }

    @Test
    void shouldCountSilenceAsMissingOnceDataAreOverdue() {
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "CON"), TEN)
                .appendData(UNIT_9E16, 1, 30);
        read();

        assertThat(row(TEN + 300 * SECOND).facts().completenessPercent()).hasValue(100);
        UnitRow later = row(TEN + 7200 * SECOND);
        assertThat(later.facts().completenessPercent().getAsDouble()).isLessThan(1);
        assertThat(later.verdict().state()).isEqualTo(State.RED);
        assertThat(later.verdict().reasons()).anyMatch(why -> why.startsWith("no packet for"));
    }

    @Test
    void shouldMissNothingBetweenTriggeredEvents() {
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "EVT"), TEN)
                .appendData(UNIT_9E16, 1, 5).appendData(UNIT_9E16, 21, 5);
        read();

        assertThat(row(TEN + 60 * SECOND).facts().completenessPercent()).isEmpty();
        assertThat(row(TEN + 60 * SECOND).gapsToday()).isZero();
        assertThat(model.events().find(event -> true)).singleElement()
                .isEqualTo(new LiveEvent(UNIT_9E16, 0, 1, TEN,
                        model.events().find(e -> true).get(0).firstSampleNanos(), "EVT"));
    }

    @Test
    void shouldTellWatchersOfAChannelItsSamplesAndTears() {
        List<LivePacket> seen = new ArrayList<>();
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "CON"), TEN)
                .appendData(UNIT_9E16, 1, 1)
                .append(RecordedPackets.data(UNIT_9E16, 1, 2, TEN), TEN)
                .appendData(UNIT_9E16, 6, 1);
        model.watchers().add(FIRST, seen::add);

        read();

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0).samples()).containsExactly(RecordedPackets.samples(1));
        assertThat(seen.get(0).tear()).isEmpty();
        assertThat(seen.get(1).tear()).hasValueSatisfying(
                tear -> assertThat(tear.samples()).isEqualTo(800));
    }

    @Test
    void shouldCountPacketsOfUnitsThatHaveNoRoom() {
        model = model(1);
        journal.appendData(UNIT_9E16, 1, 1).appendData(0x9E17, 1, 2);
        read();

        StationTable table = model.table(TEN, StationTable.Reading.LIVE, 0);

        assertThat(table.rows()).extracting(UnitRow::unit).containsExactly(UNIT_9E16);
        assertThat(table.uncounted()).isEqualTo(2);
    }

    @Test
    void shouldSortByTroubleAndRaiseTheVersionOfWhatChangedOnly() {
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "CON"), TEN)
                .append(RecordedPackets.header(0x9E17, TEN, "CON"), TEN + 850 * SECOND);
        read();
        long silent = TEN + 3600 * SECOND;
        StationTable before = model.table(silent, StationTable.Reading.LIVE, 0);
        journal.append(RecordedPackets.header(0x9E17, TEN, "CON"), silent);
        read();

        StationTable after = model.table(silent + SECOND, StationTable.Reading.LIVE, 0);

        assertThat(after.rows()).extracting(UnitRow::unit).containsExactly(UNIT_9E16, 0x9E17);
        assertThat(after.rows()).filteredOn(row -> row.version() > before.version())
                .extracting(UnitRow::unit).containsExactly(0x9E17);
    }

    @Test
    void shouldCallNoStationLateOnlyBecauseItIsStillReadingBack() {
        journal.append(RecordedPackets.header(UNIT_9E16, TEN, "CON"), TEN)
                .appendData(UNIT_9E16, 1, 60);
        read();
        long later = TEN + 3600 * SECOND;

        StationTable back = model.table(later, StationTable.Reading.BACK, 0);

        assertThat(back.rows().get(0).verdict().state()).isEqualTo(State.GREEN);
        assertThat(back.states().get(State.GREEN)).isEqualTo(1);
        assertThat(row(later).verdict().state()).isEqualTo(State.RED);
    }

    @Test
    void shouldKeepLogLinesAndWhatTheyTell() {
        journal.append(RecordedPackets.log(UNIT_9E16, 1, TEN,
                "060:09:59:00 EXTERNAL CLOCK IS LOCKED\r\n<b>hostile</b>\r\n"), TEN);
        read();

        assertThat(model.log().of(UNIT_9E16)).extracting(line -> line.text())
                .containsExactly("<b>hostile</b>", "EXTERNAL CLOCK IS LOCKED");
        assertThat(row(TEN).clock().lock()).isEqualTo(Optional.of("locked"));
        assertThat(row(TEN).clock().lastLockNanos()).hasValue(TEN - 60 * SECOND);
    }

    @Test
    void shouldKeepSeriesOfHealth() {
        journal.append(RecordedPackets.log(UNIT_9E16, 1, TEN,
                "060:09:59:00 BATTERY VOLTAGE = 12.6V, TEMPERATURE = 23C, BACKUP = 3.3V\r\n"), TEN);
        read();

        row(TEN + 301 * SECOND);

        assertThat(model.unit(UNIT_9E16).orElseThrow().history().between(0, Long.MAX_VALUE))
                .containsKeys("battery", "packets")
                .extractingByKey("battery").satisfies(
                        points -> assertThat(points).containsValue(12.6f));
    }

    @Test
    void shouldGoOnWithSeriesOfASilentUnitWhoeverLooks() {
        journal.append(RecordedPackets.log(UNIT_9E16, 1, TEN,
                "060:09:59:00 BATTERY VOLTAGE = 12.6V, TEMPERATURE = 23C, BACKUP = 3.3V\r\n"), TEN);
        read();

        model.passTime(TEN + 601 * SECOND, StationTable.Reading.LIVE);

        assertThat(model.unit(UNIT_9E16).orElseThrow().history().between(TEN + SECOND, Long.MAX_VALUE))
                .extractingByKey("battery").satisfies(
                        points -> assertThat(points.values()).containsExactly(12.6f));
    }
}
