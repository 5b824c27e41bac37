package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.station.StationEntry;

class TomlStationsTest {

    private final Mistakes mistakes = new Mistakes();
    private final StationRows rows = new StationRows("XX", mistakes);

    private List<StationEntry> read(String... lines) {
        TomlStations.read(String.join("\n", lines), rows, mistakes);
        return rows.entries();
    }

    private List<String> mistakes(String... lines) {
        read(lines);
        return mistakes.texts("f");
    }

    @Test
    void shouldReadARowWithEverything() {
        List<StationEntry> entries = read("network = \"YY\"", "[[station]]", "unit = \"9e16\"",
                "stream = 1", "channel = 4", "channels = [\"HHZ\", \"-\", \"HHE\"]",
                "station = \"ABC\"", "location = \"00\"", "network = \"ZZ\"",
                "from = 1970-01-01T00:00:01Z", "until = 1970-01-01T02:00:02+02:00");

        assertThat(mistakes.isEmpty()).isTrue();
        assertThat(entries).containsExactly(
                new StationEntry(0x9E16, 0, 3, "ZZ", "ABC", "00", "HHZ", 1_000_000_000L,
                        2_000_000_000L, 2),
                new StationEntry(0x9E16, 0, 5, "ZZ", "ABC", "00", "HHE", 1_000_000_000L,
                        2_000_000_000L, 2));
    }

    @Test
    void shouldReadTheLeastOfARow() {
        assertThat(read("[[station]]", "unit = \"9E16\"", "station = \"ABC\"")).containsExactly(
                new StationEntry(0x9E16, StationEntry.ANY, StationEntry.ANY, "XX", "ABC", "", "",
                        StationEntry.ALWAYS, StationEntry.FOR_EVER, 1));
        assertThat(rows.network()).isEqualTo("XX");
    }

    @ParameterizedTest
    @CsvSource({"1970-01-02", "'\"1970-01-02\"'", "1970-01-02T00:00:00", "1970-01-02T00:00:00Z",
        "'\"1970-01-02T00:00Z\"'"})
    void shouldTakeTimesInQuotesAndWithout(String time) {
        assertThat(read("[[station]]", "unit = \"9E16\"", "station = \"ABC\"", "from = " + time))
                .singleElement().extracting(StationEntry::fromNanos)
                .isEqualTo(86_400_000_000_000L);
    }

    @Test
    void shouldGiveTheNetworkOfTheFileToRowsThatSayNone() {
        assertThat(read("[[station]]", "unit = \"9E16\"", "station = \"ABC\"")).extracting(
                StationEntry::network).containsExactly("XX");
        assertThat(read("network = \"YY\"", "[[station]]", "unit = \"9E17\"", "station = \"ABC\""))
                .extracting(StationEntry::network).contains("YY");
        assertThat(rows.network()).isEqualTo("YY");
    }

    @Test
    void shouldSayWhichKeyWasMeant() {
        assertThat(mistakes("netwrk = \"XX\"", "unit = \"9E16\"", "[[station]]", "unit = \"9E16\"",
                "sation = \"ABC\"", "zzz = 1")).containsExactly(
                "f:1: unknown key 'netwrk'; known are network, station; did you mean 'network'?",
                "f:2: unknown key 'unit'; known are network, station; it belongs below a line"
                        + " [[station]]",
                "f:5: unknown key 'sation'; known are unit, stream, channel, channels, network,"
                        + " station, location, from, until; did you mean 'station'?",
                "f:6: unknown key 'zzz'; known are unit, stream, channel, channels, network, station,"
                        + " location, from, until");
    }

    @Test
    void shouldSayThatOneBracketIsNotEnough() {
        assertThat(mistakes("[station]", "unit = \"9E16\"")).singleElement().asString()
                .startsWith("f:1: ").contains("[[station]], with two brackets");
    }

    @Test
    void shouldRefuseValuesOfAnotherKind() {
        assertThat(mistakes("network = 3", "[[station]]", "unit = 9001", "station = true",
                "channels = \"HHZ\"", "stream = 1.5", "from = 12", "location = [\"00\"]"))
                .hasSize(7).allMatch(text -> text.contains("the value of "))
                .contains("f:3: the value of 'unit' is not understood; put it in quotes, as"
                        + " unit = \"9001\"",
                        "f:6: the value of 'stream' is not understood; it is a number, from 1",
                        "f:8: the value of 'location' is not understood; it is one text in quotes");
    }

    @Test
    void shouldRefuseCodesThatAreNoTexts() {
        assertThat(mistakes("[[station]]", "channels = [1]")).singleElement().asString()
                .contains("f:2: ", "as [\"HHZ\", \"HHN\", \"HHE\"]");
    }

    @Test
    void shouldSayMistakesOfGrammarAndOfRowsInOneGo() {
        assertThat(mistakes("[[station]]", "unit = \"9E16", "station = \"ABC\"", "[[station]]",
                "unit = \"9E17\"", "station = \"abc\"", "[[station]]", "unit = \"9E18\"",
                "unit = \"9E19\"")).hasSize(3)
                .satisfies(texts -> assertThat(texts.get(0)).startsWith("f:2: "))
                .satisfies(texts -> assertThat(texts.get(1)).startsWith("f:4: 'abc' is no station"))
                .satisfies(texts -> assertThat(texts.get(2)).startsWith("f:9: "));
    }

    @Test
    void shouldRefuseBracketsWithoutEnd() {
        assertThat(mistakes("a = " + "[".repeat(500_000))).singleElement().asString()
                .startsWith("f:1: Nesting is too deep");
    }

    @Test
    void shouldRefuseChannelsBehindTheLastOne() {
        assertThat(mistakes("[[station]]", "unit = \"9E16\"", "station = \"ABC\"", "channel = 32",
                "channels = [\"HHZ\", \"HHN\"]"))
                .containsExactly("f:1: there is no channel 33; allowed is 1 to 32");
    }
}
