package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Record format, sections 6.2 to 6.8. */
class EventCodesTest {

    private static String all(String codes, Function<Character, String> meaning) {
        StringBuilder text = new StringBuilder();
        codes.chars().forEach(code -> text.append(meaning.apply((char) code)).append(','));
        return text.toString();
    }

    @Test
    void shouldKnowSourceAndQualityOfTime() {
        assertThat(all(" 12x", EventCodes::timeSource)).isEqualTo(",internal,GPS,?x,");
        assertThat(all(" ?09x", EventCodes::timeQuality)).isEqualTo(",never locked,0 days,9 days,?x,");
    }

    @Test
    void shouldKnowGains() {
        assertThat(all(" 12345678ABCDEFGHIJK", EventCodes::gain)).isEqualTo(
                ",x1,x8,x32,x128,x512,x2048,x8192,x100,12dB,24dB,36dB,48dB,60dB,x2,x4,x16,x64,x256,?K,");
    }

    @Test
    void shouldKnowResolutions() {
        assertThat(all(" 1234ABC9", EventCodes::resolution))
                .isEqualTo(",8-bit,16-bit,24-bit,32-bit,10-bit,11-bit,12-bit,?9,");
    }

    @Test
    void shouldKnowFullScales() {
        assertThat(all(" 1234RTVQ", EventCodes::fullScale)).isEqualTo(
                ",+-3.75 V,+-5 V,+-10 V,+-20 V,0-3.34 V,0-512 K,0-20.875 V,?Q,");
    }

    @Test
    void shouldKnowSensorUnits() {
        assertThat(all(" ADGVTPx", EventCodes::sensorUnit))
                .isEqualTo(",m/s**2,m,g,m/s,kelvin,voltage,?x,");
    }

    @Test
    void shouldKnowFilters() {
        assertThat(all("012345", EventCodes::filter)).isEqualTo("REF TEK soft 2:1,REF TEK soft 4:1,"
                + "REF TEK soft 5:1,REF TEK hard 2:1,REF TEK hard 4:1,REF TEK hard 5:1,");
        assertThat(all("ABCDEFG", EventCodes::filter)).isEqualTo("CS5322 input 8:1,CS5322 filter 2:1,"
                + "CS5322 output 2:1,FIR stage 1 2:1,FIR stage 2 2:1,FIR stage 3 4:1,FIR stage 4 2:1,");
        assertThat(all("MNPQRSTUVWXYZ", EventCodes::filter)).isEqualTo("sinc 163.84K,sinc 81.92K,"
                + "sinc 409.6K,sinc 819.2K,sinc 1024K,sinc 8.192K,sinc 40.96K,sinc 204.8K,sinc 512K,"
                + "sinc 4.096K,sinc 20.48K,sinc 102.4K,sinc 256K,");
        assertThat(all(" OH", EventCodes::filter)).isEqualTo(",?O,?H,");
    }
}
