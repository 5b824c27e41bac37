package org.openrtpd.protocol.session;

/** Retransmission time-out after RFC 6298, between 0.5 s and 60 s, doubling (recorder leg, section 4). */
final class RoundTrip {

    static final long SHORTEST_NANOS = 500_000_000L;
    static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final int VARIATION_WEIGHT = 4;
    private static final int MEAN_SMOOTHING = 8;
    private static final int VARIATION_SMOOTHING = 4;

    private long meanNanos;
    private long variationNanos;
    private long timeoutNanos = FIRST_NANOS;

    long timeoutNanos() {
        return timeoutNanos;
    }

    /** Takes in a measurement; only of packets that were sent once (Karn). */
    void measured(long nanos) {
        if (meanNanos == 0) {
            meanNanos = nanos;
            variationNanos = nanos / 2;
        } else {
            variationNanos += (Math.abs(meanNanos - nanos) - variationNanos) / VARIATION_SMOOTHING;
            meanNanos += (nanos - meanNanos) / MEAN_SMOOTHING;
        }
        reset();
    }

    /** Progress was made: the time-out is again what the measurements say. */
    void reset() {
        timeoutNanos = meanNanos == 0
                ? FIRST_NANOS
                : bounded(meanNanos + VARIATION_WEIGHT * variationNanos);
    }

    /** Nothing was heard in time. */
    void doubled() {
        timeoutNanos = bounded(timeoutNanos * 2);
    }

    private static long bounded(long nanos) {
        return Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, nanos));
    }
}
