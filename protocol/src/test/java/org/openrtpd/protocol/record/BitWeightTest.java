package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Record format, section 6.10. */
class BitWeightTest {

    @Test
    void shouldReadVoltsInAnyCase() {
        assertThat(BitWeight.volts("104.2 mV")).isEqualTo(0.1042, within(1e-12));
        assertThat(BitWeight.volts("104.2MV")).isEqualTo(0.1042, within(1e-12));
        assertThat(BitWeight.volts("1.584 uV")).isEqualTo(1.584e-6, within(1e-15));
        assertThat(BitWeight.volts("1.584 Uv")).isEqualTo(1.584e-6, within(1e-15));
        assertThat(BitWeight.volts("1.584 \u00b5V")).isEqualTo(1.584e-6, within(1e-15));
        assertThat(BitWeight.volts("2 V")).isEqualTo(2);
    }

    @Test
    void shouldHaveNoWeightForAnUnknownPrefix() {
        for (String text : new String[] {"", "1.5", "1.5 nV", "1.5 ?V", "V", "x V", "1.5 mA"}) {
            assertThat(BitWeight.isDefined(BitWeight.volts(text))).as(text).isFalse();
        }
    }
}
