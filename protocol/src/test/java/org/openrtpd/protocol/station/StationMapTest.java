package org.openrtpd.protocol.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.openrtpd.protocol.station.StationEntry.ALWAYS;
import static org.openrtpd.protocol.station.StationEntry.ANY;
import static org.openrtpd.protocol.station.StationEntry.FOR_EVER;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.PacketTime;

/** Record format, section 12: the map first, then what the packets say. */
class StationMapTest {

    private static final int UNIT_9E16 = 0x9E16;
    private static final int UNIT_91F5 = 0x91F5;
    private static final long NOON = 1_781_524_800_000_000_000L;
    private static final RecorderNames AT_100_SPS = new RecorderNames("", "", 100);

    private int line;

    private StationEntry entry(int unit, int stream, int channel, String station, String location,
            String code, long from, long until) {
        return new StationEntry(
                unit, stream, channel, "YY", station, location, code, from, until, ++line);
    }

    private StationEntry entry(int stream, int channel, String station, String code) {
        return entry(UNIT_9E16, stream, channel, station, "00", code, ALWAYS, FOR_EVER);
    }

    private static StationMap map(StationEntry... entries) {
        return StationMap.of("XX", List.of(entries));
    }

    private static String name(StationMap map, int stream, int channel, long time) {
        NamedChannel named = map.name(UNIT_9E16, stream, channel, time, AT_100_SPS);
        return named.name() + " " + named.origin();
    }

    @Test
    void shouldSayWhatIsWrittenDown() {
        assertThat(name(map(entry(0, 0, "ABC", "EHZ")), 0, 0, NOON))
                .isEqualTo("YY.ABC.00.EHZ mapped");
    }

    @Test
    void shouldFallBackWhenTheUnitIsInNoEntry() {
        StationMap map = map(entry(UNIT_91F5, ANY, ANY, "ABC", "", "", ALWAYS, FOR_EVER));

        assertThat(name(map, 0, 1, NOON)).isEqualTo("XX.9E16..HHN fallback");
        assertThat(map.name(UNIT_9E16, 0, 1, NOON, new RecorderNames("OUT", "EH1 ", 100)))
                .isEqualTo(new NamedChannel(
                        new ChannelName("XX", "OUT", "", "EH1"), NameOrigin.FALLBACK));
        assertThat(name(StationMap.empty("ZZ"), 0, 1, NOON)).isEqualTo("ZZ.9E16..HHN fallback");
    }

    @Test
    void shouldDeriveTheChannelWhenOnlyTheStationIsWrittenDown() {
        assertThat(name(map(entry(ANY, ANY, "ABC", "")), 3, 2, NOON))
                .isEqualTo("YY.ABC.00.HHE channel derived");
    }

    @Test
    void shouldLetTheMostExactEntryDecide() {
        StationMap map = map(entry(ANY, ANY, "UNIT", ""), entry(ANY, 1, "CHAN", "BBB"),
                entry(1, ANY, "STRM", ""), entry(1, 1, "BOTH", "DDD"));

        assertThat(name(map, 1, 1, NOON)).isEqualTo("YY.BOTH.00.DDD mapped");
        assertThat(name(map, 1, 0, NOON)).isEqualTo("YY.STRM.00.HHZ channel derived");
        assertThat(name(map, 0, 1, NOON)).isEqualTo("YY.CHAN.00.BBB mapped");
        assertThat(name(map, 0, 0, NOON)).isEqualTo("YY.UNIT.00.HHZ channel derived");
    }

    @Test
    void shouldLetALessExactEntryDecideWhileTheMoreExactOneDoesNotHold() {
        StationMap map = map(entry(ANY, ANY, "UNIT", ""),
                entry(UNIT_9E16, 0, 0, "BOTH", "", "EHZ", NOON, NOON + 10));

        assertThat(name(map, 0, 0, NOON - 1)).startsWith("YY.UNIT.");
        assertThat(name(map, 0, 0, NOON)).startsWith("YY.BOTH.");
        assertThat(name(map, 0, 0, NOON + 10)).startsWith("YY.UNIT.");
    }

    @Test
    void shouldKeepAChannelThatNobodyNamedAtTheStationOfItsStream() {
        StationMap map = map(entry(0, 0, "ONE", "HHZ"), entry(1, 0, "TWO", "HHZ"));

        assertThat(name(map, 1, 3, NOON)).isEqualTo("YY.TWO..HH4 channel derived");
        assertThat(name(map, 8, 0, NOON)).isEqualTo("YY.ONE..HM1 channel derived");
    }

    @Test
    void shouldNameTheLogAtTheStationOfTheUnit() {
        StationMap map = map(entry(0, 0, "ABC", "HHZ"));

        assertThat(map.logName(UNIT_9E16, NOON, AT_100_SPS)).isEqualTo(new NamedChannel(
                new ChannelName("YY", "ABC", "", "LOG"), NameOrigin.CHANNEL_DERIVED));
        assertThat(map.logName(UNIT_91F5, NOON, AT_100_SPS)).isEqualTo(new NamedChannel(
                new ChannelName("XX", "91F5", "", "LOG"), NameOrigin.FALLBACK));
    }

    @Test
    void shouldKeepUnitsOfFiveDigitsApart() {
        StationMap map = map(entry(0x19E16, ANY, ANY, "FIVE", "", "", ALWAYS, FOR_EVER),
                entry(UNIT_9E16, ANY, ANY, "FOUR", "", "", ALWAYS, FOR_EVER));

        assertThat(map.name(0x19E16, 0, 0, NOON, AT_100_SPS).name().station()).isEqualTo("FIVE");
        assertThat(name(map, 0, 0, NOON)).startsWith("YY.FOUR.");
    }

    @Test
    void shouldRefuseANetworkThatIsNoCode() {
        assertThatIllegalArgumentException().isThrownBy(() -> StationMap.empty("xxx"))
                .withMessageContaining("is no network code");
    }

    @Nested
    class WhenAUnitMoves {

        private final StationMap map = map(
                entry(UNIT_9E16, 0, 0, "NEW", "", "HHZ", NOON, FOR_EVER),
                entry(UNIT_9E16, 0, 0, "OLD", "", "HHZ", ALWAYS, NOON),
                entry(UNIT_91F5, 0, 0, "OLD", "", "HHZ", NOON, FOR_EVER));

        @Test
        void shouldNameItAnewFromTheVeryMoment() {
            assertThat(name(map, 0, 0, NOON - 1)).isEqualTo("YY.OLD..HHZ mapped");
            assertThat(name(map, 0, 0, NOON)).isEqualTo("YY.NEW..HHZ mapped");
        }

        @Test
        void shouldLetAnotherUnitTakeItsPlace() {
            assertThat(map.name(UNIT_91F5, 0, 0, NOON, AT_100_SPS).name())
                    .hasToString("YY.OLD..HHZ");
            assertThat(map.name(UNIT_91F5, 0, 0, NOON - 1, AT_100_SPS).origin())
                    .isEqualTo(NameOrigin.FALLBACK);
        }

        @Test
        void shouldSayUntilWhenAnAnswerHolds() {
            assertThat(map.until(UNIT_9E16, NOON - 5)).isEqualTo(NOON);
            assertThat(map.until(UNIT_9E16, NOON)).isEqualTo(FOR_EVER);
            assertThat(map.until(UNIT_91F5, NOON - 5)).isEqualTo(NOON);
            assertThat(map.until(0x1234, NOON)).isEqualTo(FOR_EVER);
        }

        @Test
        void shouldTakeAPacketWithoutTimeForOneOfTheBeginning() {
            assertThat(name(map, 0, 0, PacketTime.NO_TIME)).isEqualTo("YY.OLD..HHZ mapped");
        }
    }

    @Nested
    class Conflicts {

        private void assertConflict(MapConflict.Kind kind, StationEntry one, StationEntry other) {
            assertThat(StationMap.conflicts(List.of(other, one)))
                    .containsExactly(new MapConflict(other, one, kind));
            assertThatIllegalArgumentException().isThrownBy(() -> map(one, other))
                    .withMessageContaining("conflict");
        }

        @Test
        void shouldFindEntriesAboutTheSameChannelsAtTheSameTime() {
            assertConflict(MapConflict.Kind.OVERLAP, entry(ANY, ANY, "ABC", ""),
                    entry(ANY, ANY, "DEF", ""));
            assertConflict(MapConflict.Kind.OVERLAP,
                    entry(UNIT_9E16, 0, 0, "ABC", "", "HHZ", ALWAYS, NOON + 1),
                    entry(UNIT_9E16, 0, 0, "DEF", "", "HHZ", NOON, FOR_EVER));
        }

        @Test
        void shouldFindTheSameEntryTwice() {
            assertConflict(MapConflict.Kind.OVERLAP, entry(0, 0, "ABC", "HHZ"),
                    entry(0, 0, "ABC", "HHZ"));
        }

        @Test
        void shouldFindAnOverlapWithOneThatBeganLongBefore() {
            StationEntry old = entry(UNIT_9E16, 0, 0, "ABC", "", "HHZ", ALWAYS, FOR_EVER);
            StationEntry first = entry(UNIT_9E16, 0, 0, "ABC", "", "HHZ", 5, 6);
            StationEntry second = entry(UNIT_9E16, 0, 0, "ABC", "", "HHZ", 7, 8);

            assertThat(StationMap.conflicts(List.of(second, old, first)))
                    .extracting(c -> c.entry().line() + " " + c.other().line())
                    .containsExactly(first.line() + " " + old.line(),
                            second.line() + " " + old.line());
        }

        @Test
        void shouldFindOneNameForTwoChannels() {
            assertConflict(MapConflict.Kind.SAME_NAME, entry(0, 0, "ABC", "HHZ"),
                    entry(0, 1, "ABC", "HHZ"));
            assertConflict(MapConflict.Kind.SAME_NAME, entry(0, 0, "ABC", "HHZ"),
                    entry(UNIT_91F5, 0, 0, "ABC", "00", "HHZ", NOON, FOR_EVER));
        }

        @Test
        void shouldLetAnExactEntryRepeatAGeneralOne() {
            assertThat(StationMap.conflicts(List.of(
                    entry(ANY, 0, "ABC", "HHZ"), entry(1, 0, "ABC", "HHZ")))).isEmpty();
        }

        @Test
        void shouldLetOneNameGoFromUnitToUnit() {
            assertThat(StationMap.conflicts(List.of(
                    entry(UNIT_9E16, 0, 0, "ABC", "", "HHZ", ALWAYS, NOON),
                    entry(UNIT_91F5, 0, 0, "ABC", "", "HHZ", NOON, FOR_EVER)))).isEmpty();
        }
    }

    /** Against the plainest search there is: the one entry of the one channel that holds. */
    @Test
    void shouldFindWhatAPlainSearchFindsWhateverTheTimes() {
        SplittableRandom random = new SplittableRandom(20261121);
        for (int round = 0; round < 200; round++) {
            List<StationEntry> entries = new ArrayList<>();
            long time = 0;
            for (int i = 0; i < random.nextInt(12); i++) {
                long from = time + random.nextInt(3);
                time = from + 1 + random.nextInt(3);
                entries.add(random.nextInt(entries.size() + 1),
                        entry(UNIT_9E16, 0, 0, "S" + i, "", "HHZ", from, time));
            }
            StationMap map = StationMap.of("XX", entries);
            for (long at = -1; at < time + 2; at++) {
                long moment = at;
                String expected = entries.stream().filter(e -> e.holdsAt(moment))
                        .map(StationEntry::station).findFirst().orElse("9E16");
                assertThat(map.name(UNIT_9E16, 0, 0, moment, AT_100_SPS).name().station())
                        .isEqualTo(expected);
            }
        }
    }
}
