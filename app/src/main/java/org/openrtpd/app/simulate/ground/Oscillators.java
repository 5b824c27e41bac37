package org.openrtpd.app.simulate.ground;

/**
 * A sum of sine waves at equally spaced times. Exact at the start of a run; inside it each value
 * comes from the two before it, which costs one multiplication a wave.
 */
final class Oscillators {

    /**
     * What is kept of each wave: factor, value before, value now. Side by side on purpose: the
     * compiler of JDK 17.0.15 dies of the same loop over an array for each.
     */
    private static final int FIELDS = 3;
    private static final int FACTOR = 0;
    private static final int BEFORE = 1;
    private static final int NOW = 2;

    private final double[] hertz;
    private final double[] amplitude;
    private final double[] phase;
    private final double[] waves;
    private final double intervalSeconds;

    /**
     * @param hertz frequencies
     * @param phase of each at time 0, in turns
     */
    Oscillators(double[] hertz, double[] amplitude, double[] phase, double intervalSeconds) {
        this.hertz = hertz;
        this.amplitude = amplitude;
        this.phase = phase;
        this.intervalSeconds = intervalSeconds;
        this.waves = new double[FIELDS * hertz.length];
        for (int i = 0; i < hertz.length; i++) {
            waves[FIELDS * i + FACTOR] =
                    2 * StrictMath.cos(2 * Math.PI * hertz[i] * intervalSeconds);
        }
    }

    /** Begins a run: the next value is the one at that time. */
    void start(double seconds) {
        for (int i = 0; i < hertz.length; i++) {
            waves[FIELDS * i + BEFORE] = at(i, seconds - intervalSeconds);
            waves[FIELDS * i + NOW] = at(i, seconds);
        }
    }

    private double at(int i, double seconds) {
        double turns = hertz[i] * seconds + phase[i];
        return amplitude[i] * StrictMath.sin(2 * Math.PI * (turns - Math.rint(turns)));
    }

    double next() {
        double sum = 0;
        for (int i = 0; i < waves.length; i += FIELDS) {
            double value = waves[i + NOW];
            sum += value;
            waves[i + NOW] = waves[i + FACTOR] * value - waves[i + BEFORE];
            waves[i + BEFORE] = value;
        }
        return sum;
    }
}
