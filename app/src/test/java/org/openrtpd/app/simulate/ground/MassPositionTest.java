package org.openrtpd.app.simulate.ground;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openrtpd.app.simulate.TestPlans;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.RecorderRate;

class MassPositionTest {

    private static final int SAMPLES_PER_DAY = 8640;
    private static final NetworkPlan PLAN = TestPlans.of("aux");

    private static int[] day(int channel) {
        MassPosition mass = new MassPosition(PLAN, TestPlans.UNIT_9D01, channel,
                RecorderRate.AUXILIARY, value -> (int) Math.round(value));
        int[] day = new int[SAMPLES_PER_DAY + SampleSource.BLOCK];
        for (int at = 0; at < SAMPLES_PER_DAY; at += SampleSource.BLOCK) {
            mass.fill(at, day, at);
        }
        return day;
    }

    @Test
    void shouldDriftSlowlyWithinItsRange() {
        int[] day = day(0);
        for (int i = 1; i < SAMPLES_PER_DAY; i++) {
            assertThat(Math.abs(day[i] - day[i - 1])).isLessThan(10);
            assertThat(Math.abs(day[i])).isLessThan(Short.MAX_VALUE);
        }

        assertThat(day[0]).isNotEqualTo(day[SAMPLES_PER_DAY / 2]);
    }

    @Test
    void shouldBeAnotherForEachMassAndTheSameAgain() {
        assertThat(day(0)).isEqualTo(day(0)).isNotEqualTo(day(1));
    }
}
