package org.openrtpd.app.gaps;

import org.openrtpd.protocol.trace.SampleRate;

/**
 * How much of a day is there, or that nothing is there of some days in a row.
 *
 * @param firstDay days since 1970-01-01 UTC
 * @param lastDay the same for a day with data
 * @param coveredNanos time with data
 * @param expectedNanos time that should have data
 */
record DayShare(long firstDay, long lastDay, long coveredNanos, long expectedNanos) {

    private static final long HUNDREDTHS = 10_000;

    long samples(SampleRate rate) {
        return rate.samples(coveredNanos);
    }

    long expected(SampleRate rate) {
        return rate.samples(expectedNanos);
    }

    /** Percent with two digits, cut off: only what is complete is 100. */
    double percent(SampleRate rate) {
        return percent(samples(rate), expected(rate));
    }

    static double percent(long samples, long expected) {
        return expected <= 0 ? 100
                : Math.min(HUNDREDTHS, Math.floorDiv(samples * HUNDREDTHS, expected)) / 100.0;
    }
}
