package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

    @ParameterizedTest
    @CsvSource({"sation,station", "statoin,station", "stations,station", "units,unit", "form,from",
        "frm,from", "channnel,channel", "chanels,channels", "untill,until", "loc,''", "code,''",
        "x,''", "'',''", "sensor,''"})
    void shouldFindTheKeyThatWasMeantAndNoOther(String word, String meant) {
        assertThat(NearMiss.hint(word, StationRow.KEYS))
                .isEqualTo(meant.isEmpty() ? "" : "; did you mean '" + meant + "'?");
    }
}
