package org.openrtpd.app.live.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveLoopTest {

    private static final long WORKED = 800_000;

    @Test
    void shouldRestAsLongAsItWorkedWhileThereIsMoreToRead() {
        assertThat(LiveLoop.restNanos(LiveLoop.ENTRIES_A_STEP, WORKED)).isEqualTo(WORKED);
        assertThat(LiveLoop.restNanos(LiveLoop.ENTRIES_A_STEP, Long.MAX_VALUE))
                .isEqualTo(LiveLoop.PAUSE_NANOS);
    }

    @Test
    void shouldLookAgainAtOnceAfterAFewAndSoonAfterNone() {
        assertThat(LiveLoop.restNanos(1, WORKED)).isZero();
        assertThat(LiveLoop.restNanos(0, WORKED)).isEqualTo(LiveLoop.PAUSE_NANOS);
    }
}
