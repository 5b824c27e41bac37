package org.openrtpd.app.simulate.ground;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.openrtpd.app.simulate.plan.Dice;

/**
 * The noise of one component at one site, in counts: the microseism of the oceans around 6 seconds,
 * a floor that falls with the square root of frequency, and hiss that comes and goes with the wind.
 * Without gusts the packets of all recorders would hold the same number of samples, and come at once.
 */
final class Noise {

    private static final int PURPOSE = 2;
    private static final int HISS_PURPOSE = 3;
    private static final int MICROSEISM_WAVES = 8;
    private static final int FLOOR_WAVES = 10;
    private static final double MICROSEISM_HERTZ = 0.17;
    private static final double MICROSEISM_COUNTS = 260;
    private static final double LOWEST_HERTZ = 0.02;
    private static final double HIGHEST_HERTZ = 20;
    private static final double FLOOR_COUNTS = 14;
    /** What a recorder's filter leaves, as a part of the sample rate. */
    static final double PASS_BAND = 0.4;
    private static final double HISS_COUNTS = 25;
    private static final double HISS_HERTZ = 100;
    private static final double GUST_SECONDS = 700;
    private static final double STRONGEST_GUST = 5;
    private static final double UNIFORM = 0x1p-32;

    private final Oscillators waves;
    private final long hissSeed;
    private final double hissCounts;
    private final double gustTurns;

    /**
     * @param component of the unit, from 0
     * @param loudness of the site; 1 is usual
     */
    Noise(long seed, int unit, int component, double loudness, double hertz) {
        SplittableRandom random = Dice.of(seed, PURPOSE, unit, component);
        int most = MICROSEISM_WAVES + FLOOR_WAVES;
        double[] frequency = new double[most];
        double[] amplitude = new double[most];
        double[] phase = new double[most];
        int count = 0;
        for (int i = 0; i < most; i++) {
            // All are drawn at every rate, so that streams of any rate show the same ground.
            double where = random.nextDouble();
            double turns = random.nextDouble();
            double f = i < MICROSEISM_WAVES ? microseism(where) : floor(i - MICROSEISM_WAVES, where);
            if (f < PASS_BAND * hertz) {
                frequency[count] = f;
                amplitude[count] = loudness * (i < MICROSEISM_WAVES
                        ? MICROSEISM_COUNTS : FLOOR_COUNTS / StrictMath.sqrt(f));
                phase[count] = turns;
                count++;
            }
        }
        this.waves = new Oscillators(Arrays.copyOf(frequency, count),
                Arrays.copyOf(amplitude, count), Arrays.copyOf(phase, count),
                1 / hertz);
        this.hissSeed = Dice.hash(seed, HISS_PURPOSE, unit, component);
        // A filter for a lower rate leaves less of it.
        this.hissCounts = loudness * HISS_COUNTS * Math.min(1, StrictMath.sqrt(hertz / HISS_HERTZ));
        this.gustTurns = Dice.of(seed, HISS_PURPOSE, unit).nextDouble();
    }

    /** A frequency near the peak: half to double, most often in the middle. */
    private static double microseism(double where) {
        double off = 2 * where - 1;
        return MICROSEISM_HERTZ * StrictMath.pow(2, off * off * off);
    }

    /** One frequency in each part of the band, so that none is without. */
    private static double floor(int part, double where) {
        double decades = StrictMath.log10(HIGHEST_HERTZ / LOWEST_HERTZ);
        return LOWEST_HERTZ * StrictMath.pow(10, decades * (part + where) / FLOOR_WAVES);
    }

    /** Adds a block of noise. */
    void addTo(double[] block, long firstSample, double firstSeconds) {
        waves.start(firstSeconds);
        double wind = hissCounts * gust(firstSeconds);
        for (int i = 0; i < block.length; i++) {
            block[i] += waves.next() + wind * hiss(firstSample + i);
        }
    }

    /** How strong the wind is: 1 most of the time, more now and then. */
    private double gust(double seconds) {
        double swell = StrictMath.sin(2 * Math.PI * (seconds / GUST_SECONDS + gustTurns))
                * StrictMath.sin(2 * Math.PI * (seconds / (3.7 * GUST_SECONDS) + 5 * gustTurns));
        return 1 + (STRONGEST_GUST - 1) * Math.max(0, swell);
    }

    /** From -1 to 1, most often in the middle: the difference of two even ones. */
    private double hiss(long sample) {
        long bits = Dice.mix(hissSeed + sample);
        return ((bits >>> Integer.SIZE) - (bits & 0xFFFF_FFFFL)) * UNIFORM;
    }
}
