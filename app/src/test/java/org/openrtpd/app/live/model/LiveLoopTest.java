package org.openrtpd.app.live.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveLoopTest {

    private static final long WORKED = 800_000;

    @Test
    void shouldRestAsLongAsItWorkedWhileThereIsMoreToRead() {
        assertThat(LiveLoop.restNanos(LiveLoop.ENTRIES_A_STEP, WORKED, WORKED)).isEqualTo(WORKED);
        assertThat(LiveLoop.restNanos(LiveLoop.ENTRIES_A_STEP, Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(LiveLoop.PAUSE_NANOS);
    }

    @Test
    void shouldCountAsRestThatItHadToWaitForTheProcessor() {
        assertThat(LiveLoop.restNanos(LiveLoop.ENTRIES_A_STEP, WORKED, WORKED + WORKED / 4))
                .isEqualTo(WORKED - WORKED / 4);
        assertThat(LiveLoop.restNanos(LiveLoop.ENTRIES_A_STEP, WORKED, 20 * WORKED)).isZero();
    }

    @Test
    void shouldLookAgainAtOnceAfterAFewAndSoonAfterNone() {
        assertThat(LiveLoop.restNanos(1, WORKED, WORKED)).isZero();
        assertThat(LiveLoop.restNanos(0, WORKED, WORKED)).isEqualTo(LiveLoop.PAUSE_NANOS);
    }
}
