package org.openrtpd.app.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedRateTest {

    private static final double MOST = 150_001;

    @Test
    void shouldReadPacketsASecond() {
        assertThat(OfferedRate.parse("20000").of(MOST)).isEqualTo(20_000);
    }

    @Test
    void shouldReadAPartOfTheMost() {
        assertThat(OfferedRate.parse(" 50%").of(MOST)).isEqualTo(75_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "half", "%", "0%", "1.5"})
    void shouldSayWhatARateIsWhenItIsNone(String text) {
        assertThatThrownBy(() -> OfferedRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("20000")
                .hasMessageContaining("50%");
    }
}
