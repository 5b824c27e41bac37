package org.openrtpd.app.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What one round showed from the recorders' side.
 *
 * @param packets acknowledged while the round was measured
 * @param nanos length of the measured part
 * @param resent packets sent again because no acknowledgement came in half a second
 * @param late packets acknowledged, but later than that after they were made
 * @param unacknowledged packets for which no acknowledgement came at all, seconds after the end
 * @param busyNanos time in the measured part in which the generator did not wait
 * @param latency nanoseconds from making a packet to its acknowledgement; empty when saturating
 * @param lag nanoseconds by which the generator made packets too late; empty when saturating
 */
public record LoadResult(long packets, long nanos, long resent, long late, long unacknowledged,
        long busyNanos, Histogram latency, Histogram lag) {

    public double packetsPerSecond() {
        return packets * 1e9 / nanos;
    }

    /** Part of the time in which the generator had work, 0 to 1. */
    public double busy() {
        return (double) busyNanos / nanos;
    }
}
