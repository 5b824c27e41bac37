package org.openrtpd.app.simulate.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.simulate.plan.Site;

class EarthquakesTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long HOURS = 1000;
    private static final long SEED = 11;

    @Test
    void shouldHaveAsManyInAnHourAsAskedOnAverage() {
        int found = new Earthquakes(SEED, 6).between(0, HOURS * HOUR).size();

        assertThat(found / (double) HOURS).isBetween(5.7, 6.3);
        assertThat(new Earthquakes(SEED, 0).between(0, HOURS * HOUR)).isEmpty();
    }

    @Test
    void shouldHaveTheSameOnesHoweverTheyAreAskedFor() {
        List<Earthquake> whole = new Earthquakes(SEED, 3).between(0, 200 * HOUR);
        Earthquakes asked = new Earthquakes(SEED, 3);
        List<Earthquake> pieces = new ArrayList<>();
        for (long from = 0; from < 200 * HOUR; from += HOUR / 4) {
            asked.between(from + 300 * HOUR, from + 301 * HOUR);
            pieces.addAll(asked.between(from, from + HOUR / 4));
        }

        assertThat(pieces).isEqualTo(whole);
        assertThat(whole).isSortedAccordingTo(
                (a, b) -> Long.compare(a.originMillis(), b.originMillis()));
        assertThat(new Earthquakes(SEED + 1, 3).between(0, 200 * HOUR)).isNotEqualTo(whole);
    }

    @Test
    void shouldHaveTenTimesFewerForEachMagnitude() {
        List<Earthquake> all = new Earthquakes(SEED, 20).between(0, HOURS * HOUR);
        long from2 = all.stream().filter(quake -> quake.magnitude() >= 2).count();
        long from3 = all.stream().filter(quake -> quake.magnitude() >= 3).count();

        assertThat(from2 / (double) from3).isBetween(8.5, 11.5);
        assertThat(all).allSatisfy(quake -> {
            assertThat(quake.magnitude()).isBetween(1.5, 5.5);
            assertThat(quake.depthKm()).isBetween(3.0, 20.0);
            assertThat(Math.hypot(quake.eastKm(), quake.northKm()))
                    .isLessThan(2 * Site.NETWORK_RADIUS_KM);
        });
    }

    @Test
    void shouldReachASiteByItsDistanceAndTheSpeedOfTheWaves() {
        Earthquake quake = new Earthquake(10_000, 30, 0, 40, 3, 1);
        double distance = quake.distanceKm(0, 0);

        assertThat(distance).isEqualTo(50);
        assertThat(quake.pMillis(distance)).isEqualTo(10_000 + 8333);
        assertThat(quake.sMillis(distance)).isEqualTo(10_000 + 14451);
    }

    @Test
    void shouldShakeTenfoldWithEachMagnitudeAndLessFartherAway() {
        Earthquake three = new Earthquake(0, 0, 0, 10, 3, 1);
        Earthquake four = new Earthquake(0, 0, 0, 10, 4, 1);

        assertThat(four.counts(40) / three.counts(40)).isBetween(9.99, 10.01);
        assertThat(three.counts(40)).isGreaterThan(2.5 * three.counts(80));
        assertThat(four.cornerHertz()).isLessThan(three.cornerHertz());
        assertThat(four.codaSeconds()).isGreaterThan(three.codaSeconds());
    }
}
