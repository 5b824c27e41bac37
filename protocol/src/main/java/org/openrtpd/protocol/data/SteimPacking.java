package org.openrtpd.protocol.data;

/**
 * A way to put differences into a word (record format, sections 4.6 and 4.7): how many, of how many
 * bits, and the code that word 0 of the frame has for it. Steim 2 has a second code in the two
 * highest bits of the word itself where the differences leave them free.
 */
enum SteimPacking {
    SEVEN_4(7, 4, 3, 2),
    SIX_5(6, 5, 3, 1),
    FIVE_6(5, 6, 3, 0),
    FOUR_8(4, 8, 1),
    THREE_10(3, 10, 2, 3),
    TWO_15(2, 15, 2, 2),
    TWO_16(2, 16, 2),
    ONE_30(1, 30, 2, 1),
    ONE_32(1, 32, 3);

    private static final int SECOND_CODE_SHIFT = 30;

    private final int differences;
    private final int bits;
    private final int code;
    private final int secondCode;
    private final boolean hasSecondCode;

    SteimPacking(int differences, int bits, int code) {
        this.differences = differences;
        this.bits = bits;
        this.code = code;
        this.secondCode = 0;
        this.hasSecondCode = false;
    }

    SteimPacking(int differences, int bits, int code, int secondCode) {
        this.differences = differences;
        this.bits = bits;
        this.code = code;
        this.secondCode = secondCode;
        this.hasSecondCode = true;
    }

    int differences() {
        return differences;
    }

    int code() {
        return code;
    }

    /**
     * True when this is how a word is packed.
     *
     * @param ofWord the code that word 0 of the frame has for it
     */
    boolean isIn(int word, int ofWord) {
        return ofWord == code && (!hasSecondCode || word >>> SECOND_CODE_SHIFT == secondCode);
    }

    /** The first difference of a word. */
    int first(int word) {
        int unused = Integer.SIZE - bits * differences;
        return word << unused >> Integer.SIZE - bits;
    }

    /** True when that many differences are left, and each fits. Differences wrap in 32 bits. */
    boolean fits(int[] samples, int at, int end, int previous) {
        if (end - at < differences) {
            return false;
        }
        int before = previous;
        for (int i = at; i < at + differences; i++) {
            if (cut(samples[i] - before) != samples[i] - before) {
                return false;
            }
            before = samples[i];
        }
        return true;
    }

    /** The word for the differences from sample {@code at} on; each is cut to its bits. */
    int word(int[] samples, int at, int previous) {
        int word = 0;
        int before = previous;
        for (int i = at; i < at + differences; i++) {
            // With 32 bits nothing is shifted, but there is nothing to keep either.
            int kept = bits == Integer.SIZE ? 0 : word << bits;
            int unused = Integer.SIZE - bits;
            word = kept | (samples[i] - before) << unused >>> unused;
            before = samples[i];
        }
        return word | secondCode << SECOND_CODE_SHIFT;
    }

    private int cut(int difference) {
        return difference << Integer.SIZE - bits >> Integer.SIZE - bits;
    }
}
