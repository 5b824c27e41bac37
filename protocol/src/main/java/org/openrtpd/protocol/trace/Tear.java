package org.openrtpd.protocol.trace;

/**
 * A packet that begins earlier or later than the one before it says (record format, section 9.3).
 * Samples are never joined over a tear.
 *
 * @param expectedNanos when it should begin, nanoseconds since 1970 UTC
 * @param startNanos when it begins
 * @param rate of its stream
 * @param cause why
 * @param missingPackets of the stream, all channels, since the packet before of this channel
 */
public record Tear(
        long expectedNanos, long startNanos, SampleRate rate, TearCause cause,
        long missingPackets) {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Positive for a gap, negative for an overlap. */
    public long differenceNanos() {
        return startNanos - expectedNanos;
    }

    /** True when time is left out, false when there is time twice. */
    public boolean isGap() {
        return differenceNanos() > 0;
    }

    /** Size in milliseconds, to the nearest: positive for a gap, negative for an overlap. */
    public long millis() {
        return Math.round((double) differenceNanos() / NANOS_PER_MILLI);
    }

    /** Size in samples, to the nearest: positive for a gap, negative for an overlap. */
    public long samples() {
        return rate.samples(differenceNanos());
    }
}
