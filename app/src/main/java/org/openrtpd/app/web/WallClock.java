package org.openrtpd.app.web;

/**
 * Puts times of {@link System#nanoTime} on the calendar, all those of one answer alike.
 *
 * @param nowMillis milliseconds since 1970 UTC
 * @param nowNanos the same moment on the other clock
 */
record WallClock(long nowMillis, long nowNanos) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    static WallClock now() {
        return new WallClock(System.currentTimeMillis(), System.nanoTime());
    }

    /** Milliseconds since 1970 UTC. */
    long millis(long nanos) {
        return nowMillis - (nowNanos - nanos) / NANOS_PER_MILLI;
    }
}
