package org.openrtpd.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@link DiskForecast}: 1,000 bytes of packets a second, and what retention makes of it. */
class DiskForecastTest {

    private static final long SECOND = 1_000_000_000L;
    private static final double RATE = 1080;

    private static DiskForecast afterAMinute(Duration retainAge, long retainBytes) {
        DiskForecast forecast = new DiskForecast(retainAge, retainBytes);
        for (int second = 0; second <= 60; second += 10) {
            forecast.appended(second * SECOND, second * 1000L);
        }
        return forecast;
    }

    @Test
    void shouldTellWhenTheDiskIsFullAtThePresentRate() {
        DiskForecast forecast = afterAMinute(Duration.ZERO, 0);

        assertThat(forecast.bytesPerSecond()).isCloseTo(RATE, within(1.0));
        assertThat(forecast.secondsToFull(0, 108_000)).isCloseTo(100, within(1.0));
    }

    @Test
    void shouldNeverFillADiskThatRetentionKeepsTheJournalWithin() {
        assertThat(afterAMinute(Duration.ofSeconds(50), 0).secondsToFull(0, 108_000)).isInfinite();
        assertThat(afterAMinute(Duration.ofSeconds(200), 0).secondsToFull(0, 108_000)).isFinite();
        assertThat(afterAMinute(Duration.ZERO, 100_000).secondsToFull(50_000, 60_000)).isInfinite();
        assertThat(afterAMinute(Duration.ZERO, 100_000).secondsToFull(10_000, 60_000)).isFinite();
    }

    @Test
    void shouldNotForetellWithoutPackets() {
        assertThat(new DiskForecast(Duration.ZERO, 0).secondsToFull(1000, 1)).isInfinite();
    }
}
