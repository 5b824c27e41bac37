package org.openrtpd.watchdog.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttendedClockTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void shouldCountTheTimeBetweenLooks() {
        AttendedClock clock = new AttendedClock(-5 * SECOND);

        assertThat(clock.at(-4 * SECOND)).isEqualTo(SECOND);
        assertThat(clock.at(-1 * SECOND)).isEqualTo(4 * SECOND);
    }

    @Test
    void shouldNotCountTheTimeInWhichNobodyLooked() {
        AttendedClock clock = new AttendedClock(0);

        assertThat(clock.at(Duration.ofHours(8).toNanos())).isEqualTo(5 * SECOND);
        assertThat(clock.at(Duration.ofHours(8).toNanos() + SECOND)).isEqualTo(6 * SECOND);
    }
}
