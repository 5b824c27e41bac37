package org.openrtpd.app.decode;

import java.util.List;
import java.util.Optional;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * A data packet of a trace.
 *
 * @param unit that recorded it
 * @param streamIndex zero-based
 * @param channelIndex zero-based
 * @param event number, or {@code Bcd.NOT_DECIMAL}
 * @param startNanos of its first sample
 * @param sampleCount as the packet says
 * @param formatCode the raw byte
 * @param samples that could be read, at least one
 */
record TracePacket(
        int unit, int streamIndex, int channelIndex, int event, long startNanos, int sampleCount,
        int formatCode, int[] samples) {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A number that sorts channels by unit, stream and channel. */
    long channelKey() {
        return (long) unit << 32 | (long) streamIndex << 16 | channelIndex;
    }

    /** When the next packet begins. */
    long endNanos(SampleRate rate) {
        return startNanos + rate.nanos(samples.length);
    }

    /** When its last sample was taken. */
    long lastSampleNanos(SampleRate rate) {
        return startNanos + rate.nanos(samples.length - 1);
    }

    /**
     * The rate that two neighbours of a channel come to; the first two that come to any tell it.
     */
    static Optional<SampleRate> derivedRate(List<TracePacket> channel) {
        for (int i = 1; i < channel.size(); i++) {
            TracePacket first = channel.get(i - 1);
            long millis = (channel.get(i).startNanos - first.startNanos) / NANOS_PER_MILLI;
            Optional<SampleRate> rate = SampleRate.derive(first.sampleCount, millis);
            if (rate.isPresent()) {
                return rate;
            }
        }
        return Optional.empty();
    }
}
