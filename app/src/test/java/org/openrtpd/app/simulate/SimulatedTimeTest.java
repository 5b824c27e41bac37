package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulatedTimeTest {

    private static final long START = 1_000_000;
    private static final long NANOS = -77;

    @Test
    void shouldGoAsFastAsAsked() {
        long later = NANOS + 2_500_000_000L;

        assertThat(new SimulatedTime(START, NANOS, SimulatedTime.REAL).millisAt(later))
                .isEqualTo(START + 2500);
        assertThat(new SimulatedTime(START, NANOS, 60).millisAt(later)).isEqualTo(START + 150_000);
        assertThat(new SimulatedTime(START, NANOS, 0.5).millisAt(later)).isEqualTo(START + 1250);
    }

    @Test
    void shouldBeBeforeNeverHoweverFastItGoes() {
        assertThat(new SimulatedTime(START, NANOS, SimulatedTime.MAX).millisAt(NANOS))
                .isLessThan(PacketTrain.NEVER).isGreaterThan(Long.MAX_VALUE / 2);
    }
}
