package org.openrtpd.protocol.health;

/**
 * A value and when it was so. Immutable.
 *
 * @param timeNanos nanoseconds since 1970 UTC, {@link
 *     org.openrtpd.protocol.record.PacketTime#NO_TIME} when that cannot be read
 */
public record Known<T>(T value, long timeNanos) {

    /** Of two in the order in which they were told: the second, unless it is older. */
    static <T> Known<T> newer(Known<T> first, Known<T> second) {
        return second.timeNanos >= first.timeNanos ? second : first;
    }

    /** The same, dated anew when its time was told by a clock that was then set back. */
    Known<T> setBack(long oldNanos, long newNanos) {
        long corrected = setBack(timeNanos, oldNanos, newNanos);
        return corrected == timeNanos ? this : new Known<>(value, corrected);
    }

    /** A time that lies in what a step back from old to new made undone; others as they are. */
    static long setBack(long timeNanos, long oldNanos, long newNanos) {
        return timeNanos > newNanos && timeNanos <= oldNanos ? newNanos : timeNanos;
    }
}
