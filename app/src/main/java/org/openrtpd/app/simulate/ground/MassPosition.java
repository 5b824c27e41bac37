package org.openrtpd.app.simulate.ground;

import java.util.SplittableRandom;
import java.util.function.DoubleToIntFunction;
import org.openrtpd.app.simulate.plan.Dice;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.RecorderRate;

/** The position of one mass: off the middle a little, with the warmth of the day, and drifting. */
public final class MassPosition implements SampleSource {

    private static final int PURPOSE = 5;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_DRIFT = 40 * SECONDS_PER_DAY;
    private static final int COUNTS_PER_VOLT = 3277;

    private final long seed;
    private final int unit;
    private final int channel;
    private final double intervalSeconds;
    private final double startSeconds;
    private final DoubleToIntFunction digitizer;
    private final double middle;
    private final double warmth;
    private final double drift;

    public MassPosition(NetworkPlan plan, int unit, int channel, RecorderRate rate,
            DoubleToIntFunction digitizer) {
        this.seed = plan.seed();
        this.unit = unit;
        this.channel = channel;
        this.intervalSeconds = rate.intervalMillis() / 1000.0;
        this.startSeconds = plan.startMillis() / 1000.0;
        this.digitizer = digitizer;
        SplittableRandom random = Dice.of(seed, PURPOSE, unit, channel);
        this.middle = COUNTS_PER_VOLT * (1.6 * random.nextDouble() - 0.8);
        this.warmth = COUNTS_PER_VOLT * 0.1 * random.nextDouble();
        this.drift = COUNTS_PER_VOLT * 0.6 * random.nextDouble();
    }

    @Override
    public void fill(long firstSample, int[] into, int offset) {
        for (int i = 0; i < BLOCK; i++) {
            long sample = firstSample + i;
            double seconds = startSeconds + sample * intervalSeconds;
            long hiss = Dice.hash(seed, PURPOSE, unit, channel, sample) >>> 62;
            into[offset + i] = digitizer.applyAsInt(middle + hiss
                    + warmth * StrictMath.sin(2 * Math.PI * seconds / SECONDS_PER_DAY)
                    + drift * StrictMath.sin(2 * Math.PI * seconds / SECONDS_PER_DRIFT));
        }
    }
}
