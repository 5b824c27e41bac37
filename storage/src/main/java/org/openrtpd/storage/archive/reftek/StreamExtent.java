package org.openrtpd.storage.archive.reftek;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.openrtpd.protocol.trace.SampleRate;

/** How much of one stream is archived, for {@link ArchiveStatus}. */
final class StreamExtent {

    /** Stands for an extent in which no packet has a time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MASK_CHANNELS = 16;

    private int channels;
    private long earliestMillis = NONE;
    private long latestMillis = NONE;
    private long bytes;
    private Optional<SampleRate> rate = Optional.empty();

    void add(ReftekPacket packet, Optional<SampleRate> known) {
        bytes += packet.entry().bodyLength();
        rate = known.isPresent() ? known : rate;
        if (packet.isData() && packet.channelIndex() >= 0
                && packet.channelIndex() < MASK_CHANNELS) {
            channels |= 1 << packet.channelIndex();
        }
        if (!packet.hasTime()) {
            return;
        }
        long begin = packet.timeMillis();
        int samples = packet.isData() ? Math.max(0, packet.sampleCount()) : 0;
        long end = begin + known.map(at -> at.nanos(samples) / NANOS_PER_MILLI).orElse(0L);
        earliestMillis = earliestMillis == NONE ? begin : Math.min(earliestMillis, begin);
        latestMillis = Math.max(latestMillis, end);
    }

    /** A bit for each of the first 16 channels that there is data of. */
    int channels() {
        return channels;
    }

    long earliestMillis() {
        return earliestMillis;
    }

    long latestMillis() {
        return latestMillis;
    }

    long bytes() {
        return bytes;
    }

    Optional<SampleRate> rate() {
        return rate;
    }

    void save(ByteBuf state) {
        state.writeShort(channels).writeLong(earliestMillis).writeLong(latestMillis)
                .writeLong(bytes);
        state.writeLong(rate.map(SampleRate::numerator).orElse(0L))
                .writeLong(rate.map(SampleRate::denominator).orElse(0L));
    }

    static StreamExtent restored(ByteBuf state) {
        StreamExtent extent = new StreamExtent();
        extent.channels = state.readUnsignedShort();
        extent.earliestMillis = state.readLong();
        extent.latestMillis = state.readLong();
        extent.bytes = state.readLong();
        long numerator = state.readLong();
        long denominator = state.readLong();
        extent.rate = numerator == 0
                ? Optional.empty() : Optional.of(new SampleRate(numerator, denominator));
        return extent;
    }
}
