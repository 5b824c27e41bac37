package org.openrtpd.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @Nested
    class Durations {

        @ParameterizedTest
        @CsvSource({"500ms, PT0.5S", "10s, PT10S", "5m, PT5M", "2h, PT2H", "30d, PT720H",
            "' 10 s ', PT10S", "0, PT0S", "0ms, PT0S", "007s, PT7S", "36500d, PT876000H"})
        void shouldReadNumberAndUnit(String text, Duration expected) {
            assertThat(Quantities.duration(text)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "10 parsecs", "1S", "1M", "0 x",
            "99999999999999999999s", "9223372036854775807d", "36501d", "1s 2s"})
        void shouldSayWhatIsAllowed(String text) {
            assertThatThrownBy(() -> Quantities.duration(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + text
                            + "' is no duration: write 500ms, 10s, 5m, 2h, 30d or 0, up to"
                            + " 36500d");
        }
    }

    @Nested
    class Sizes {

        @ParameterizedTest
        @CsvSource({"0, 0", "1, 1", "17B, 17", "512KiB, 524288", "64MiB, 67108864",
            "2GiB, 2147483648", "1TiB, 1099511627776", "1 mib, 1048576", "2gib, 2147483648"})
        void shouldReadNumberAndUnit(String text, long expected) {
            assertThat(Quantities.size(text)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "MiB", "-1", "1.5MiB", "1MB", "1M", "1 Gb", "0 x",
            "9223372036854775807KiB", "99999999999999999999"})
        void shouldSayWhatIsAllowed(String text) {
            assertThatThrownBy(() -> Quantities.size(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + text
                            + "' is no size: write 512KiB, 64MiB, 2GiB or a number of bytes");
        }
    }

    @Nested
    class Numbers {

        @ParameterizedTest
        @CsvSource({"0, 0", "-7, -7", "' 12 ', 12", "2147483647, 2147483647"})
        void shouldReadWholeOnes(String text, long expected) {
            assertThat(Quantities.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1.5", "1e3", "2147483648", "99999999999999999999", "ten", "0x10"})
        void shouldSayWhichWholeOnesAreAllowed(String text) {
            assertThatThrownBy(() -> Quantities.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + text
                            + "' is no whole number from -2147483648 to 2147483647");
        }
    }

    @Nested
    class Probabilities {

        @ParameterizedTest
        @CsvSource({"0, 0", "0.2, 0.2", "20%, 0.2", "0%, 0", "99.9%, 0.999", ".5, 0.5"})
        void shouldReadAFractionOrPercent(String text, double expected) {
            assertThat(Quantities.probability(text)).isCloseTo(expected, within(1e-12));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "%", "1", "100%", "-0.1", "2", "NaN", "half", "Infinity"})
        void shouldSayWhatIsAllowed(String text) {
            assertThatThrownBy(() -> Quantities.probability(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + text
                            + "' is no probability: write 0.2 or 20%, from 0 to below 1");
        }
    }
}
