package org.openrtpd.app.live.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    private static Facts facts(double age, double completeness, double backup) {
        return new Facts(OptionalDouble.of(age), UNKNOWN, OptionalDouble.of(completeness), UNKNOWN,
                UNKNOWN, OptionalDouble.of(backup), UNKNOWN);
    }

    @Test
    void shouldBeGreenWithoutAReasonWhileAllIsWithinLimits() {
        Verdict verdict = facts(10, 100, 3.3).against(StationLimits.DEFAULTS);

        assertThat(verdict).isEqualTo(new Verdict(State.GREEN, 0, List.of()));
    }

    @Test
    void shouldBeAmberThenRedAsItGrowsSilent() {
        assertThat(facts(301, 100, 3.3).against(StationLimits.DEFAULTS).state())
                .isEqualTo(State.AMBER);
        assertThat(facts(901, 100, 3.3).against(StationLimits.DEFAULTS).state())
                .isEqualTo(State.RED);
    }

    @Test
    void shouldSayWhyInWordsWithTheLimitTheWorstFirst() {
        Verdict verdict = facts(960, 100, 2.5).against(StationLimits.DEFAULTS);

        assertThat(verdict.reasons()).containsExactly(
                "no packet for 16 min (red after 15 min)",
                "backup battery 2.50 V (amber below 2.80)");
        assertThat(verdict.severity()).isEqualTo(1010);
    }

    @Test
    void shouldFindNoTroubleInWhatIsNotKnown() {
        Facts nothing = new Facts(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

        assertThat(nothing.against(StationLimits.DEFAULTS).state()).isEqualTo(State.GREEN);
    }

    @Test
    void shouldFindNoTroubleWhereALimitIsOff() {
        Limit off = new Limit(Optional.empty(), Optional.empty());
        StationLimits limits = new StationLimits(off, off, off, off, off, off, off);

        assertThat(facts(1e9, 0, 0).against(limits).state()).isEqualTo(State.GREEN);
    }
}
