package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;

/**
 * Times that are written as text: YYYYDDDHHMMSSTTT, the milliseconds may be missing (record format,
 * sections 6 and 8). Their four-digit year goes before the header's.
 */
public final class TextTime {

    /** Bytes of such a field. */
    public static final int LENGTH = 16;

    private static final int WITHOUT_MILLIS = 13;

    private TextTime() {}

    /**
     * Reads a field of {@link #LENGTH} bytes.
     *
     * @return nanoseconds since 1970 UTC, whole milliseconds; {@link PacketTime#NO_TIME} when it is
     *     blank, no number, or no calendar has it
     */
    public static long nanos(ByteBuf bytes, int offset) {
        int from = offset;
        int to = offset + LENGTH;
        while (from < to && TextField.isSpace(TextField.character(bytes, from))) {
            from++;
        }
        while (to > from && TextField.isSpace(TextField.character(bytes, to - 1))) {
            to--;
        }
        int digits = to - from;
        if (digits != LENGTH && digits != WITHOUT_MILLIS || !isNumber(bytes, from, to)) {
            return PacketTime.NO_TIME;
        }
        return PacketTime.nanos(
                number(bytes, from, 4),
                number(bytes, from + 4, 3),
                number(bytes, from + 7, 2),
                number(bytes, from + 9, 2),
                number(bytes, from + 11, 2),
                digits == LENGTH ? number(bytes, from + WITHOUT_MILLIS, 3) : 0);
    }

    private static boolean isNumber(ByteBuf bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int digit = bytes.getByte(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuf bytes, int offset, int digits) {
        int value = 0;
        for (int i = offset; i < offset + digits; i++) {
            value = value * 10 + bytes.getByte(i) - '0';
        }
        return value;
    }
}
