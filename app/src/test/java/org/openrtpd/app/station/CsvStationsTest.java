package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.station.StationEntry;

class CsvStationsTest {

    private final Mistakes mistakes = new Mistakes();
    private final StationRows rows = new StationRows("XX", mistakes);

    private List<StationEntry> read(String... lines) {
        CsvStations.read(String.join("\n", lines), rows, mistakes);
        return rows.entries();
    }

    private List<String> mistakes(String... lines) {
        read(lines);
        return mistakes.texts("f");
    }

    @Test
    void shouldReadColumnsInAnyOrder() {
        List<StationEntry> entries = read("Station, channels ,unit,stream,channel,location,until",
                "ABC,HHZ  HHN,9E16,1,,--,1970-01-02", "DEF,-,9E17,*,2,00,");

        assertThat(mistakes.isEmpty()).isTrue();
        assertThat(entries).containsExactly(
                new StationEntry(0x9E16, 0, 0, "XX", "ABC", "", "HHZ", StationEntry.ALWAYS,
                        86_400_000_000_000L, 2),
                new StationEntry(0x9E16, 0, 1, "XX", "ABC", "", "HHN", StationEntry.ALWAYS,
                        86_400_000_000_000L, 2),
                new StationEntry(0x9E17, StationEntry.ANY, 1, "XX", "DEF", "00", "",
                        StationEntry.ALWAYS, StationEntry.FOR_EVER, 3));
    }

    @Test
    void shouldLeaveAwayCommentsAndEmptyLines() {
        assertThat(read("# comment, with a comma", "", "unit,station", "  # another", ",", "   ",
                "9E16,ABC", "\"9E17\",\"DEF\""))
                .extracting(StationEntry::line).containsExactly(7, 8);
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @Test
    void shouldSayWhichColumnWasMeant() {
        assertThat(mistakes("unit,sttion", "9E16,ABC")).containsExactly(
                "f:1: unknown column 'sttion'; known are unit, stream, channel, channels, network,"
                        + " station, location, from, until; did you mean 'station'?",
                "f:1: there is no column 'station'; the first line names the columns, as"
                        + " unit,stream,channels,network,station,location,from,until");
    }

    @Test
    void shouldSayThatColumnsStandTwiceOrHaveNoCommas() {
        assertThat(mistakes("unit,station,unit", "9E16,ABC,9E16"))
                .containsExactly("f:1: the column 'unit' stands twice");
    }

    @Test
    void shouldSayThatColumnsAreNotSeparatedByCommas() {
        assertThat(mistakes("unit;station", "9E16;ABC"))
                .containsExactly("f:1: the columns are not separated by commas");
    }

    @Test
    void shouldSayRowsWithMoreOrFewerFieldsThanTheHeader() {
        assertThat(mistakes("unit,station", "9E16,ABC,1", "9E17", "9E18,ABC")).containsExactly(
                "f:2: this row has 3 fields, the header names 2; an empty field still needs its"
                        + " comma",
                "f:3: this row has 1 fields, the header names 2; an empty field still needs its"
                        + " comma");
    }

    @Test
    void shouldSayTheLineInWhichAQuoteIsOpenedAndNotClosed() {
        assertThat(mistakes("unit,station", "9E15,ABC", "9E16,\"ABC", "9E17,DEF"))
                .singleElement().asString().startsWith("f:3: a field goes on over the end");
    }
}
