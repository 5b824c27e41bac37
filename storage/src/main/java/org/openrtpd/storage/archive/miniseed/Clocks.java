package org.openrtpd.storage.archive.miniseed;

import org.openrtpd.protocol.health.TimingQuality;

/**
 * What is said of the times of one unit (record format, sections 11 and 12).
 *
 * @param timing what is known of its clock
 * @param nowNanos when the server has received the packet at hand
 */
record Clocks(TimingQuality timing, long nowNanos) {

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    /** The year 1980: before it nobody recorded in this format (section 13). */
    private static final long EARLIEST_NANOS = 3652 * NANOS_PER_DAY;

    /** True for a time that the format calls suspect: before 1980, or a day in the future. */
    static boolean isSuspect(long timeNanos, long nowNanos) {
        return timeNanos < EARLIEST_NANOS || timeNanos > nowNanos + NANOS_PER_DAY;
    }

    int flags(long timeNanos) {
        boolean questionable = timing.isQuestionable(timeNanos) || isSuspect(timeNanos, nowNanos);
        return (timing.isLockedRecently(timeNanos) ? RecordFlag.CLOCK_LOCKED : RecordFlag.NONE)
                | (questionable ? RecordFlag.QUESTIONABLE_TIME : RecordFlag.NONE);
    }

    int quality(long timeNanos) {
        return timing.qualityAt(timeNanos);
    }
}
