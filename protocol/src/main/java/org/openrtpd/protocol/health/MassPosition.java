package org.openrtpd.protocol.health;

/**
 * Where the mass of one sensor component was last.
 *
 * @param channelIndex channel of stream 9, zero-based
 * @param counts last sample; NaN when only volts were told
 * @param volts NaN when the weight of a count is not known
 * @param timeNanos nanoseconds since 1970 UTC
 * @see "record format 8.3 and appendix A"
 */
public record MassPosition(int channelIndex, double counts, double volts, long timeNanos) {

    MassPosition setBack(long oldNanos, long newNanos) {
        long corrected = Known.setBack(timeNanos, oldNanos, newNanos);
        return new MassPosition(channelIndex, counts, volts, corrected);
    }
}
