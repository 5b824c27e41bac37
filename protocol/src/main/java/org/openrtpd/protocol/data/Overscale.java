package org.openrtpd.protocol.data;

/**
 * Overscale bits of formats 33, C1 and C3 (record format, section 4.9): a sample is overscaled when
 * bits 28-30 are not all as the sign, bit 31. What they are then is not documented.
 */
public final class Overscale {

    private static final int BITS = 0x7000_0000;

    private Overscale() {}

    public static boolean isMarked(int sample) {
        return (sample & BITS) != (sample >> 31 & BITS);
    }

    /** The sample without the mark: bits 28-30 are as the sign. */
    public static int clean(int sample) {
        return sample & ~BITS | sample >> 31 & BITS;
    }

    /** The sample with all three bits unlike the sign, for those who write packets. */
    public static int mark(int sample) {
        return clean(sample) ^ BITS;
    }
}
