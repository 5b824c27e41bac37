package org.openrtpd.app.live.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.live.station.StationTable;

class LatestTableTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = 1000 * SECOND;
    private final LatestTable latest = new LatestTable(tableOf(now), () -> now);

    private static StationTable tableOf(long nanos) {
        return new StationTable(1, nanos, 0, StationTable.Reading.LIVE, 0, List.of());
    }

    @Test
    void shouldSufficeForASecond() {
        now += SECOND - 1;
        assertThat(latest.suffices()).isTrue();
        now++;
        assertThat(latest.suffices()).isFalse();
    }

    @Test
    void shouldSufficeForLongerWhereItTakesLongToMake() {
        assertThat(LatestTable.pauseNanos(5_000_000)).isEqualTo(SECOND);
        assertThat(LatestTable.pauseNanos(80_000_000)).isEqualTo(2 * SECOND);
        assertThat(LatestTable.pauseNanos(Long.MAX_VALUE / 100)).isEqualTo(3 * SECOND);
        latest.made(tableOf(now), 80_000_000);
        now += 2 * SECOND - 1;
        assertThat(latest.suffices()).isTrue();
    }

    @Test
    void shouldNotBeWaitedForAgainAtOnceWhenThatWasInVain() {
        now += 10 * SECOND;
        latest.missed();
        assertThat(latest.suffices()).isTrue();
        now += SECOND;
        assertThat(latest.suffices()).isFalse();
    }

    @Test
    void shouldBeMadeAnewWhenTheClockWasSetBack() {
        now -= 10 * SECOND;
        assertThat(latest.suffices()).isFalse();
    }
}
