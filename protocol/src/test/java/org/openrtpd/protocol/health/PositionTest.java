package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Record format, section 6.9; the log's form is in SohMessageTest. */
class PositionTest {

    @Test
    void shouldReadThePositionOfAnEventHeader_section_6_9() {
        Position position = Position.ofHeader("N 3654.254E02143.509+00206").orElseThrow();

        assertThat(position.latitude()).isCloseTo(36 + 54.254 / 60, within(1e-9));
        assertThat(position.longitude()).isCloseTo(21 + 43.509 / 60, within(1e-9));
        assertThat(position.altitudeMetres()).isEqualTo(206);
    }

    @Test
    void shouldTakeSouthWestAndBelowTheSeaAsNegative() {
        Position position = Position.ofHeader("S 1107.572W07413.699-00023").orElseThrow();

        assertThat(position.latitude()).isCloseTo(-11 - 7.572 / 60, within(1e-9));
        assertThat(position.longitude()).isCloseTo(-74 - 13.699 / 60, within(1e-9));
        assertThat(position.altitudeMetres()).isEqualTo(-23);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "                          ", "N 9100.000E02143.509+00206", "N 3660.000E02143.509+00206",
        "N 3654.254E18143.509+00206", "X 3654.254E02143.509+00206", "N 3654.254E02143.509+0020"
    })
    void shouldHaveNoPositionWithoutAFixOrOffTheEarth(String text) {
        assertThat(Position.ofHeader(text)).isEmpty();
    }
}
