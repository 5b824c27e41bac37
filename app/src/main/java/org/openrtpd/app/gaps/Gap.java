package org.openrtpd.app.gaps;

import org.openrtpd.protocol.trace.SampleRate;

/**
 * A place where the data of a channel do not go on where they ended.
 *
 * @param expectedNanos where the next sample was expected
 * @param startNanos where it is
 * @param rate samples a second
 * @param cause why
 * @param missingPackets of the stream, all channels, at least; 0 when none is known to be missing
 */
public record Gap(long expectedNanos, long startNanos, SampleRate rate, GapCause cause,
        long missingPackets) {

    /** What it is called. */
    public enum Kind {
        /** Time without data. */
        GAP,
        /** Time that comes twice. */
        OVERLAP,
        /** The samples join, and the clock does not. */
        STEP
    }

    private static final long NANOS_PER_MILLI = 1_000_000;

    public Kind kind() {
        if (cause == GapCause.CLOCK) {
            return Kind.STEP;
        }
        return startNanos > expectedNanos ? Kind.GAP : Kind.OVERLAP;
    }

    /** To the nearest: positive for time left out, negative for time twice. */
    public long millis() {
        long nanos = startNanos - expectedNanos;
        long half = nanos < 0 ? -NANOS_PER_MILLI / 2 : NANOS_PER_MILLI / 2;
        return (nanos + half) / NANOS_PER_MILLI;
    }

    /** To the nearest, with the sign of {@link #millis}. */
    public long samples() {
        return rate.samples(startNanos - expectedNanos);
    }
}
