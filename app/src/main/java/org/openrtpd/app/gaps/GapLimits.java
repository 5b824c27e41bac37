package org.openrtpd.app.gaps;

import org.openrtpd.protocol.trace.TraceTable;

/**
 * How much is kept and what counts.
 *
 * @param channels that are looked at
 * @param gapsPerChannel that are listed, and runs that wait for late packets
 * @param waitingPackets of a channel whose rate is not known yet
 * @param toleranceNanos the smallest difference that is one
 */
record GapLimits(int channels, int gapsPerChannel, int waitingPackets, long toleranceNanos) {

    static final int CHANNELS = 100_000;
    static final int WAITING_PACKETS = 64;

    /** The tolerance of the format (record format, section 9.3). */
    static GapLimits of(int gapsPerChannel) {
        return new GapLimits(CHANNELS, gapsPerChannel, WAITING_PACKETS,
                TraceTable.DEFAULT_TOLERANCE_NANOS);
    }
}
