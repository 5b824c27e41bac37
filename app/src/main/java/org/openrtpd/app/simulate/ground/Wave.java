package org.openrtpd.app.simulate.ground;

import java.util.SplittableRandom;

/** Waves of one kind at one component: they come at a moment, rise, and die away. */
final class Wave {

    private static final int WAVES = 6;
    private static final double QUIET_COUNTS = 0.3;
    private static final double LONGEST_SECONDS = 900;

    private final long onsetMillis;
    private final double amplitude;
    private final double riseSeconds;
    private final double decaySeconds;
    private final double intervalSeconds;
    private final Oscillators carrier;

    /**
     * @param amplitude of their peak, counts
     * @param cornerHertz around which their frequencies lie; what the filter does not pass is left
     *     out
     */
    Wave(long onsetMillis, double amplitude, double riseSeconds, double decaySeconds,
            double cornerHertz, double intervalSeconds, SplittableRandom random) {
        this.onsetMillis = onsetMillis;
        this.amplitude = amplitude;
        this.riseSeconds = riseSeconds;
        this.decaySeconds = decaySeconds;
        this.intervalSeconds = intervalSeconds;
        double[] hertz = new double[WAVES];
        double[] height = new double[WAVES];
        double[] phase = new double[WAVES];
        for (int i = 0; i < WAVES; i++) {
            hertz[i] = cornerHertz * StrictMath.pow(4, random.nextDouble() - 0.6);
            phase[i] = random.nextDouble();
            height[i] = hertz[i] < Noise.PASS_BAND / intervalSeconds ? 1 / StrictMath.sqrt(WAVES) : 0;
        }
        this.carrier = new Oscillators(hertz, height, phase, intervalSeconds);
    }

    /** True when nothing of them is left at a time. */
    boolean isOver(long millis) {
        double since = (millis - onsetMillis) / 1000.0;
        return since > LONGEST_SECONDS
                || since > 0 && amplitude * StrictMath.exp(-since / decaySeconds) < QUIET_COUNTS;
    }

    /** Adds what falls into a block of samples. */
    void addTo(double[] block, long firstMillis, int intervalMillis) {
        long early = onsetMillis - firstMillis;
        int first = early <= 0 ? 0 : (int) Math.min(block.length, early / intervalMillis + 1);
        if (first == block.length) {
            return;
        }
        double seconds = (firstMillis + (long) first * intervalMillis - onsetMillis) / 1000.0;
        carrier.start(seconds);
        double fall = amplitude * StrictMath.exp(-seconds / decaySeconds);
        double low = StrictMath.exp(-seconds / riseSeconds);
        double fallStep = StrictMath.exp(-intervalSeconds / decaySeconds);
        double lowStep = StrictMath.exp(-intervalSeconds / riseSeconds);
        for (int i = first; i < block.length; i++) {
            block[i] += fall * (1 - low) * carrier.next();
            fall *= fallStep;
            low *= lowStep;
        }
    }
}
