package org.openrtpd.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {

    private static String text(double value) {
        StringBuilder text = new StringBuilder();
        DecimalText.append(text, value);
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "-0.0, 0", "1, 1", "-1.5, -1.5", "12.34, 12.34", "0.000001, 0.000001", "1e-9, 0",
        "-1e-9, 0", "0.1, 0.1", "0.9999999, 1", "1000000.000001, 1000000.000001", "-0.25, -0.25",
        "1e15, 1.0E15", "NaN, NaN", "Infinity, +Inf", "-Infinity, -Inf"})
    void shouldWriteNumbersAsPrometheusReadsThem(double value, String expected) {
        assertThat(text(value)).isEqualTo(expected);
    }

    @Test
    void shouldBeRightToAMillionth() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-3, 9));

            assertThat(Double.parseDouble(text(value)))
                    .isCloseTo(value, Offset.offset(0.51e-6));
        }
    }
}
