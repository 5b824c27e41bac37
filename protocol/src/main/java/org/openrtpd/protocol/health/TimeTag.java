package org.openrtpd.protocol.health;

import java.time.Instant;
import java.time.ZoneOffset;
import org.openrtpd.protocol.record.PacketTime;

/** The time that a log line begins with, {@code DDD:HH:MM:SS}, which has no year (section 7). */
final class TimeTag {

    /** Characters of a tag. */
    static final int LENGTH = "DDD:HH:MM:SS".length();

    private static final String SHAPE = "000:00:00:00";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** No day of a year is farther from any time than this; only a day 366 that is not there. */
    private static final long FARTHEST_NANOS = 184 * 86_400 * NANOS_PER_SECOND;

    private TimeTag() {}

    /** True when the text begins with a tag that ends there or before a blank. */
    static boolean begins(CharSequence text) {
        if (text.length() < LENGTH || text.length() > LENGTH && text.charAt(LENGTH) != ' ') {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            if (SHAPE.charAt(i) == '0' ? !digit : text.charAt(i) != ':') {
                return false;
            }
        }
        return true;
    }

    /**
     * Time of a text that {@link #begins} with a tag, in the year that puts it nearest.
     *
     * @param nearNanos a time known to be near, the packet's
     * @return nanoseconds since 1970 UTC; {@link PacketTime#NO_TIME} when no calendar has that time
     *     or none is known to be near
     */
    static long nanos(CharSequence text, long nearNanos) {
        if (nearNanos == PacketTime.NO_TIME) {
            return PacketTime.NO_TIME;
        }
        int year = Instant.ofEpochSecond(Math.floorDiv(nearNanos, NANOS_PER_SECOND))
                .atOffset(ZoneOffset.UTC).getYear();
        long nearest = PacketTime.NO_TIME;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            long nanos = PacketTime.nanos(candidate, number(text, 0, 3), number(text, 4, 2),
                    number(text, 7, 2), number(text, 10, 2), 0);
            // A year without a day 366 is no candidate for it.
            if (nanos != PacketTime.NO_TIME && (nearest == PacketTime.NO_TIME
                    || Math.abs(nanos - nearNanos) < Math.abs(nearest - nearNanos))) {
                nearest = nanos;
            }
        }
        return isNear(nearest, nearNanos) ? nearest : PacketTime.NO_TIME;
    }

    private static boolean isNear(long nanos, long nearNanos) {
        return nanos != PacketTime.NO_TIME && Math.abs(nanos - nearNanos) <= FARTHEST_NANOS;
    }

    private static int number(CharSequence text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
