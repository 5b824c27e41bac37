package org.openrtpd.app.simulate.ground;

/**
 * A sum of sine waves at equally spaced times. Exact at the start of a run; inside it each value
 * comes from the two before it, which costs one multiplication a wave.
 */
final class Oscillators {

    private final double[] hertz;
    private final double[] amplitude;
    private final double[] phase;
    private final double[] factor;
    private final double[] before;
    private final double[] now;
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
        this.before = new double[hertz.length];
        this.now = new double[hertz.length];
        this.factor = new double[hertz.length];
        for (int i = 0; i < hertz.length; i++) {
            factor[i] = 2 * StrictMath.cos(2 * Math.PI * hertz[i] * intervalSeconds);
        }
    }

    /** Begins a run: the next value is the one at that time. */
    void start(double seconds) {
        for (int i = 0; i < hertz.length; i++) {
            now[i] = at(i, seconds);
            before[i] = at(i, seconds - intervalSeconds);
        }
    }

    private double at(int i, double seconds) {
        double turns = hertz[i] * seconds + phase[i];
        return amplitude[i] * StrictMath.sin(2 * Math.PI * (turns - Math.rint(turns)));
    }

    double next() {
        double sum = 0;
        for (int i = 0; i < now.length; i++) {
            double value = now[i];
            sum += value;
            now[i] = factor[i] * value - before[i];
            before[i] = value;
        }
        return sum;
    }
}
