package org.openrtpd.app.simulate.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.RecorderRate;
import org.openrtpd.app.simulate.plan.Site;

class GroundMotionTest {

    private static final long SEED = 77;
    private static final int UNIT_9D01 = 0x9D01;
    private static final int VERTICAL = 0;
    private static final int EAST = 2;
    private static final RecorderRate RATE_100 = RecorderRate.parse("100");
    private static final RecorderRate RATE_1 = RecorderRate.parse("1");
    private static final long START = Instant.parse("2026-03-21T12:00:00Z").toEpochMilli();
    private static final double PER_HOUR = 20;
    private static final NetworkPlan PLAN = new NetworkPlan(SEED, UNIT_9D01, 1, List.of(), START,
            NetworkPlan.NO_END, PER_HOUR, GpsMode.CYCLED, 0);
    private static final NetworkPlan QUIET = new NetworkPlan(SEED, UNIT_9D01, 1, List.of(), START,
            NetworkPlan.NO_END, 0, GpsMode.CYCLED, 0);

    private static int[] record(
            NetworkPlan plan, Site site, int component, RecorderRate rate, int seconds) {
        GroundMotion motion = new GroundMotion(plan,
                new Earthquakes(plan.seed(), plan.earthquakesPerHour()), site, UNIT_9D01, component,
                rate, value -> (int) Math.round(value));
        int count = seconds * 1000 / rate.intervalMillis();
        int[] samples = new int[count + SampleSource.BLOCK];
        for (int at = 0; at < count; at += SampleSource.BLOCK) {
            motion.fill(at, samples, at);
        }
        return samples;
    }

    /** Root mean square of what is there more than in quiet, over a span. */
    private static double shaking(int[] with, int[] without, long fromMillis, long toMillis) {
        double sum = 0;
        int from = (int) ((fromMillis - START) / 10);
        int to = (int) ((toMillis - START) / 10);
        for (int i = from; i < to; i++) {
            sum += Math.pow(with[i] - without[i], 2);
        }
        return Math.sqrt(sum / (to - from));
    }

    private static Earthquake largest() {
        return new Earthquakes(SEED, PER_HOUR).between(START, START + 1_800_000).stream()
                .max(Comparator.comparingDouble(Earthquake::magnitude)).orElseThrow();
    }

    private static Site at(double eastKm, double northKm) {
        return new Site("S001", eastKm, northKm, 0, 1);
    }

    @Test
    void shouldLetWavesArriveByDistanceAndSpeedAtEverySite() {
        Earthquake quake = largest();
        for (double away = 10; away < 100; away += 30) {
            Site site = at(quake.eastKm() + away, quake.northKm());
            double distance = quake.distanceKm(site.eastKm(), site.northKm());
            long p = quake.pMillis(distance);
            long s = quake.sMillis(distance);
            int[] with = record(PLAN, site, VERTICAL, RATE_100, 2000);
            int[] without = record(QUIET, site, VERTICAL, RATE_100, 2000);

            double before = shaking(with, without, p - 1500, p - 20);
            assertThat(shaking(with, without, p + 20, p + 1520))
                    .as("P at " + away + " km").isGreaterThan(5 * (before + 1));
            int[] eastWith = record(PLAN, site, EAST, RATE_100, 2000);
            int[] eastWithout = record(QUIET, site, EAST, RATE_100, 2000);
            assertThat(shaking(eastWith, eastWithout, s + 20, s + 2020))
                    .as("S at " + away + " km")
                    .isGreaterThan(shaking(eastWith, eastWithout, s - 1020, s - 20));
        }
    }

    @Test
    void shouldLetTheCodaDieAway() {
        Earthquake quake = largest();
        Site site = at(quake.eastKm() + 20, quake.northKm());
        long s = quake.sMillis(quake.distanceKm(site.eastKm(), site.northKm()));
        int[] with = record(PLAN, site, EAST, RATE_100, 2200);
        int[] without = record(QUIET, site, EAST, RATE_100, 2200);

        double early = shaking(with, without, s + 5_000, s + 15_000);
        double later = shaking(with, without, s + 30_000, s + 40_000);
        assertThat(early).isGreaterThan(2 * later);
        assertThat(later).isPositive();
    }

    @Test
    void shouldShowTheSameSlowGroundAtEveryRate() {
        Site site = at(0, 0);
        int[] fast = record(QUIET, site, VERTICAL, RATE_100, 600);
        int[] slow = record(QUIET, site, VERTICAL, RATE_1, 600);

        double difference = 0;
        double size = 0;
        for (int second = 0; second < 600; second++) {
            difference += Math.pow(slow[second] - fast[100 * second], 2);
            size += Math.pow(slow[second], 2);
        }
        assertThat(Math.sqrt(difference)).isLessThan(0.1 * Math.sqrt(size));
    }

    @Test
    void shouldHaveNoiseThatIsLoudAtTheMicroseismAndFallsWithFrequency() {
        int[] samples = record(QUIET, at(0, 0), VERTICAL, RATE_100, 2000);

        double microseism = band(samples, 0.1, 0.3);
        double middle = band(samples, 0.7, 2);
        double high = band(samples, 6, 18);
        assertThat(microseism).isGreaterThan(5 * middle);
        assertThat(middle).isGreaterThan(high);
        assertThat(high).isPositive();
    }

    /** Mean amplitude of lines in a band, by a plain Fourier sum. */
    private static double band(int[] samples, double from, double to) {
        int count = 100_000;
        double power = 0;
        int lines = 0;
        for (double hertz = from; hertz < to; hertz *= 1.004) {
            double step = 2 * Math.PI * hertz / 100;
            double re = 0;
            double im = 0;
            for (int i = 0; i < count; i++) {
                re += samples[i] * Math.cos(step * i);
                im += samples[i] * Math.sin(step * i);
            }
            power += re * re + im * im;
            lines++;
        }
        return Math.sqrt(power / lines) / count;
    }
}
