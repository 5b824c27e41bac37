package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;

/** Binary coded decimal: two digits a byte, high nibble first (record format, section 2.1). */
public final class Bcd {

    /** Answer for a field in which a nibble is no digit; no field of the format is negative. */
    public static final int NOT_DECIMAL = -1;

    private static final int NIBBLES_PER_BYTE = 2;
    private static final int HIGHEST_DIGIT = 9;

    private Bcd() {}

    /**
     * Reads digits that may begin and end within a byte, as the time of a packet does.
     *
     * @param firstNibble index of the first digit, counted in nibbles from byte {@code offset}
     * @param digits how many, at most 9
     * @return the number, or {@link #NOT_DECIMAL} when a nibble is above 9
     */
    public static int digits(ByteBuf bytes, int offset, int firstNibble, int digits) {
        int value = 0;
        for (int i = firstNibble; i < firstNibble + digits; i++) {
            int pair = bytes.getByte(offset + i / NIBBLES_PER_BYTE);
            int digit = (i % NIBBLES_PER_BYTE == 0 ? pair >> 4 : pair) & 0x0F;
            if (digit > HIGHEST_DIGIT) {
                return NOT_DECIMAL;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Reads one byte: 0-99, or {@link #NOT_DECIMAL}. */
    public static int twoDigits(ByteBuf bytes, int offset) {
        return digits(bytes, offset, 0, 2);
    }

    /** Reads two bytes: 0-9999, or {@link #NOT_DECIMAL}. */
    public static int fourDigits(ByteBuf bytes, int offset) {
        return digits(bytes, offset, 0, 4);
    }

    /**
     * Writes digits, the counterpart of {@link #digits}. Neighbouring nibbles are kept.
     *
     * @throws IllegalArgumentException when the value has more digits than that
     */
    public static void put(ByteBuf bytes, int offset, int firstNibble, int digits, int value) {
        int rest = value;
        for (int i = firstNibble + digits - 1; i >= firstNibble; i--) {
            int at = offset + i / NIBBLES_PER_BYTE;
            int digit = rest % 10;
            int old = bytes.getByte(at);
            boolean high = i % NIBBLES_PER_BYTE == 0;
            bytes.setByte(at, high ? digit << 4 | old & 0x0F : old & 0xF0 | digit);
            rest /= 10;
        }
        if (rest != 0 || value < 0) {
            throw new IllegalArgumentException(value + " does not fit " + digits + " digits");
        }
    }
}
