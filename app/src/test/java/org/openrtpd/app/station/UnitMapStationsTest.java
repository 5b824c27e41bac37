package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.station.StationEntry;

/** Record format, section 12: SeisComP's unit map. */
class UnitMapStationsTest {

    private final Mistakes mistakes = new Mistakes();
    private final StationRows rows = new StationRows("XX", mistakes);

    private List<StationEntry> read(String text) {
        UnitMapStations.read(text, rows, mistakes);
        return rows.entries();
    }

    @Test
    void shouldReadLinesOfUnitAndStation() {
        assertThat(read("# units\r\n\r\n9E16 ABC\r\n  91F5\tDEF # moved\r\n"))
                .extracting(e -> e.line() + " " + e.unit() + " " + e.network() + "." + e.station())
                .containsExactly("3 " + 0x9E16 + " XX.ABC", "4 " + 0x91F5 + " XX.DEF");
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @Test
    void shouldSayLinesOfAnotherShape() {
        read("9E16\n9E17 ABC DEF\nunit station\n");

        assertThat(mistakes.texts("f")).hasSize(4)
                .satisfies(texts -> assertThat(texts.get(0)).startsWith("f:1: a line has two words"))
                .satisfies(texts -> assertThat(texts.get(1)).startsWith("f:2: a line has two words"))
                .satisfies(texts -> assertThat(texts.get(2)).startsWith("f:3: 'unit' is no unit"));
    }
}
