package org.openrtpd.app.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapGoalTest {

    @Test
    void shouldLeaveRoomForTwiceWhatLives() {
        assertThat(HeapGoal.bytes(300L << 20)).isEqualTo(900L << 20);
    }

    @Test
    void shouldNotCollectAgainAndAgainWhenHardlyAnythingLives() {
        assertThat(HeapGoal.bytes(5L << 20)).isEqualTo(HeapGoal.SMALLEST);
    }
}
