package org.openrtpd.app.simulate.plan;

import java.util.SplittableRandom;

/** Random numbers that depend on nothing but the seed and what they are for. */
public final class Dice {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Dice() {}

    /** A generator for one purpose, named by numbers. */
    public static SplittableRandom of(long seed, long... purpose) {
        return new SplittableRandom(hash(seed, purpose));
    }

    /** 64 well mixed bits for one purpose. */
    public static long hash(long seed, long... purpose) {
        long state = mix(seed);
        for (long number : purpose) {
            // Not symmetric, so that no purpose undoes another, or the seed.
            state = mix(mix(state + GOLDEN) + number);
        }
        return state;
    }

    /** Mixes 64 bits: neighbours in, strangers out. */
    public static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
