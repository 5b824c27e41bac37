package org.openrtpd.app.simulate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkPlanTest {

    private static NetworkPlan plan(int firstUnit, int units) {
        return new NetworkPlan(
                1, firstUnit, units, List.of(), 0, NetworkPlan.NO_END, 0, GpsMode.CYCLED, 0);
    }

    @Test
    void shouldCountUnitsUpFromTheFirstUpToTheLastThereIs() {
        assertThat(plan(0x9D01, 3).unit(2)).isEqualTo(0x9D03);
        assertThat(plan(0xFFFD, 2).unit(1)).isEqualTo(NetworkPlan.HIGHEST_UNIT);
        assertThat(plan(0x9D01, 12).site(11).station()).isEqualTo("S012");
    }

    @ParameterizedTest
    @CsvSource({"40000,0", "65533,3", "0,1", "65535,1", "74565,1", "1,2147483647"})
    void shouldRefuseUnitsThatNoRecorderHas2_3(int firstUnit, int units) {
        assertThatThrownBy(() -> plan(firstUnit, units))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("FFFE");
    }

    @Test
    void shouldBeginOnAWholeSecond() {
        assertThat(NetworkPlan.wholeSecond(Instant.parse("2026-03-21T12:00:01.999Z")))
                .isEqualTo(Instant.parse("2026-03-21T12:00:01Z").toEpochMilli());
    }
}
