package org.openrtpd.protocol.data;

import org.openrtpd.protocol.record.DataFormat;

/**
 * The two Steim compressions (record format, sections 4.4 to 4.7). A frame is 16 big-endian words;
 * word 0 has a 2-bit code for each; the first frame gives words 1 and 2 to the first and the last
 * sample, X0 and XN.
 */
public enum SteimLevel {
    STEIM1(SteimPacking.FOUR_8, SteimPacking.TWO_16, SteimPacking.ONE_32),
    STEIM2(SteimPacking.SEVEN_4, SteimPacking.SIX_5, SteimPacking.FIVE_6, SteimPacking.FOUR_8,
            SteimPacking.THREE_10, SteimPacking.TWO_15, SteimPacking.ONE_30);

    /** Bytes of a frame. */
    public static final int FRAME_LENGTH = 64;

    static final int WORDS_PER_FRAME = FRAME_LENGTH / Integer.BYTES;
    static final int FIRST_SAMPLE_WORD = 1;
    static final int LAST_SAMPLE_WORD = 2;

    private final SteimPacking[] longestFirst;

    SteimLevel(SteimPacking... longestFirst) {
        this.longestFirst = longestFirst;
    }

    /**
     * Compression of a format.
     *
     * @throws IllegalArgumentException when {@link DataFormat#isCompressed} is false
     */
    public static SteimLevel of(DataFormat format) {
        return switch (format) {
            case STEIM1, STEIM1_OVERSCALE -> STEIM1;
            case STEIM2, STEIM2_OVERSCALE -> STEIM2;
            case INT16, INT32, INT32_OVERSCALE, UNKNOWN ->
                    throw new IllegalArgumentException(format.label() + " is not Steim");
        };
    }

    /** How many samples that many frames hold at most: 892 or 1561 for the 15 of a packet. */
    public int capacity(int frames) {
        int words = frames * (WORDS_PER_FRAME - 1) - LAST_SAMPLE_WORD;
        return Math.max(0, words) * longestFirst[0].differences();
    }

    int packings() {
        return longestFirst.length;
    }

    SteimPacking packing(int rank) {
        return longestFirst[rank];
    }
}
