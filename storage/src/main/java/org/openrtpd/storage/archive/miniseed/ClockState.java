package org.openrtpd.storage.archive.miniseed;

import org.openrtpd.protocol.health.TimingQuality;

/**
 * What was known of a unit's clock when a packet came (record format, sections 11 and 12). What is
 * learned later changes no record, or a record would say other things when it is longer.
 *
 * @param flags the bits of {@link RecordFlag} that are about the clock
 * @param quality 0-100
 */
record ClockState(int flags, int quality) {

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    /** The year 1980: before it nobody recorded in this format (section 13). */
    private static final long EARLIEST_NANOS = 3652 * NANOS_PER_DAY;

    /**
     * For data of a time.
     *
     * @param nowNanos when the server has received it
     */
    static ClockState at(long timeNanos, TimingQuality timing, long nowNanos) {
        boolean questionable = timing.isQuestionable(timeNanos) || isSuspect(timeNanos, nowNanos);
        int flags = (timing.isLockedRecently(timeNanos) ? RecordFlag.CLOCK_LOCKED : RecordFlag.NONE)
                | (questionable ? RecordFlag.QUESTIONABLE_TIME : RecordFlag.NONE);
        return new ClockState(flags, timing.qualityAt(timeNanos));
    }

    /** True for a time that the format calls suspect: before 1980, or a day in the future. */
    static boolean isSuspect(long timeNanos, long nowNanos) {
        return timeNanos < EARLIEST_NANOS || timeNanos > nowNanos + NANOS_PER_DAY;
    }
}
