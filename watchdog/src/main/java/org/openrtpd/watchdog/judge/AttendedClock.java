package org.openrtpd.watchdog.judge;

import java.time.Duration;

/**
 * Time in which RTPID was awake. When RTPID itself did not run for a while, as on a machine that slept,
 * RTPD did not either: that time counts for no limit.
 */
public final class AttendedClock {

    /** More than this between two looks is taken for sleep. */
    static final Duration LONGEST_STEP = Duration.ofSeconds(5);

    private long attended;
    private long lastNanos;

    /** A clock that begins at a reading of the monotonic clock. */
    public AttendedClock(long nanoTime) {
        this.lastNanos = nanoTime;
    }

    /**
     * The time at a look.
     *
     * @param nanoTime the monotonic clock now
     * @return nanoseconds, 0 at the beginning
     */
    public long at(long nanoTime) {
        attended += Math.max(0, Math.min(nanoTime - lastNanos, LONGEST_STEP.toNanos()));
        lastNanos = nanoTime;
        return attended;
    }
}
