package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {

    private static final Duration SHORT_RUN = Duration.ofSeconds(3);
    private final RestartBackoff backoff = new RestartBackoff();

    @Test
    void shouldDoubleToAMinuteWhileRunsAreShort() {
        assertThat(Stream.generate(() -> backoff.pauseAfter(1, SHORT_RUN).toSeconds()).limit(8))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void shouldBeginAnewAfterAGoodRun() {
        backoff.pauseAfter(1, SHORT_RUN);
        backoff.pauseAfter(1, SHORT_RUN);

        assertThat(backoff.pauseAfter(1, RestartBackoff.GOOD_RUN)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.pauseAfter(1, SHORT_RUN)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldRetryWrongUsageSlowly() {
        assertThat(backoff.pauseAfter(2, SHORT_RUN)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RestartBackoff.meaning(2)).contains("no restart cures");
        assertThat(RestartBackoff.meaning(137)).contains("signal 9");
    }
}
