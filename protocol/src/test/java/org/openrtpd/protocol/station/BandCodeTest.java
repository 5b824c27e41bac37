package org.openrtpd.protocol.station;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Record format, sections 9.2 (the rates that recorders have) and 12. */
class BandCodeTest {

    @ParameterizedTest
    @CsvSource({"1000,F", "500,C", "250,C", "200,H", "125,H", "100,H", "50,B", "40,B", "25,B", "20,B",
        "10,B", "8,M", "5,M", "4,M", "2,M", "1,L", "0.1,V"})
    void shouldNameTheBandOfEveryRateThatRecordersHave(double rate, char band) {
        assertThat(BandCode.of(rate)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({"5000,J", "4999.9,F", "999.9,C", "249.9,H", "80,H", "79.9,B", "9.9,M", "1.01,M",
        "0.99,V", "0.099,U", "0.01,U", "0.0099,W", "0.001,W", "0.0001,R", "0.00001,P", "0.000001,T",
        "0.0000009,Q"})
    void shouldBeginANewBandAtItsLimit(double rate, char band) {
        assertThat(BandCode.of(rate)).isEqualTo(band);
    }
}
