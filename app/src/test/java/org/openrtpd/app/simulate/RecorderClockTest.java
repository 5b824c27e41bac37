package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.app.simulate.RecorderClock.Step;

/** Clock steps at the first lock (record format, section 9.4). */
class RecorderClockTest {

    private static final long JERK = 10_000;
    private static final long SET = 20_000;

    @ParameterizedTest
    @CsvSource({"390,-610,1000", "-2553,-553,-2000", "1,-999,1000", "-1001,-1,-1000"})
    void shouldJerkByLessThanASecondAndThenStepWholeSeconds(int total, int jerk, int seconds) {
        RecorderClock clock = new RecorderClock(total, JERK, SET);

        assertThat(clock.steps())
                .isEqualTo(List.of(new Step(JERK, jerk), new Step(SET, seconds)));
        assertThat(clock.reading(0)).isEqualTo(-total);
        assertThat(clock.reading(JERK - 1)).isEqualTo(JERK - 1 - total);
        assertThat(clock.reading(JERK)).isEqualTo(JERK - total + jerk);
        assertThat(clock.reading(SET - 1)).isEqualTo(SET - 1 - seconds);
        assertThat(clock.reading(SET)).isEqualTo(SET);
    }

    @Test
    void shouldTakeOneStepWhenOneIsEnoughAndNoneWhenItIsRight() {
        assertThat(new RecorderClock(-553, JERK, SET).steps())
                .isEqualTo(List.of(new Step(JERK, -553)));
        assertThat(new RecorderClock(2000, JERK, SET).steps())
                .isEqualTo(List.of(new Step(SET, 2000)));
        assertThat(new RecorderClock(0, JERK, SET).steps()).isEmpty();
        assertThat(new RecorderClock(0, JERK, SET).reading(5)).isEqualTo(5);
    }
}
