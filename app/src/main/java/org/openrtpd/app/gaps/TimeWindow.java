package org.openrtpd.app.gaps;

/**
 * The time that somebody asks for.
 *
 * @param fromNanos nanoseconds since 1970 UTC, or {@link #OPEN_FROM}
 * @param untilNanos first time that does not belong to it, or {@link #OPEN_UNTIL}
 */
record TimeWindow(long fromNanos, long untilNanos) {

    static final long OPEN_FROM = Long.MIN_VALUE;
    static final long OPEN_UNTIL = Long.MAX_VALUE;

    /** All time. */
    static final TimeWindow ALL = new TimeWindow(OPEN_FROM, OPEN_UNTIL);

    boolean hasFrom() {
        return fromNanos != OPEN_FROM;
    }

    boolean hasUntil() {
        return untilNanos != OPEN_UNTIL;
    }

    /** True when some time between two belongs to it. */
    boolean meets(long startNanos, long endNanos) {
        return startNanos < untilNanos && endNanos > fromNanos;
    }

    /** A time, but not before the window. */
    long later(long nanos) {
        return Math.max(nanos, fromNanos);
    }

    /** A time, but not behind the window. */
    long earlier(long nanos) {
        return Math.min(nanos, untilNanos);
    }
}
