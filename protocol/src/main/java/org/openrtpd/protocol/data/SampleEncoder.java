package org.openrtpd.protocol.data;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Writes samples into data packets the way a recorder does: the data area, and the three header
 * fields that follow from it, which are byte count, sample count and format (record format,
 * sections 2.5, 4.4 and 4.10). All other fields are the caller's. Immutable; any thread. Allocates
 * nothing.
 */
public final class SampleEncoder {

    private static final int FILLER = 0x20202020;

    private final DataFormat format;
    private final SteimEncoder steim;

    /** @throws IllegalArgumentException when the format is {@link DataFormat#UNKNOWN} */
    public SampleEncoder(DataFormat format) {
        if (format == DataFormat.UNKNOWN) {
            throw new IllegalArgumentException("samples cannot be written in an unknown format");
        }
        this.format = format;
        // Plain formats never ask it.
        SteimLevel level = format.isCompressed() ? SteimLevel.of(format) : SteimLevel.STEIM1;
        this.steim = new SteimEncoder(level, DataPacket.FRAMES);
    }

    /**
     * Fills a packet with as many samples as it takes. In formats with overscale bits samples are
     * written as they are: {@link Overscale#mark} those that are overscaled before.
     *
     * @param start of the packet; its 1024 bytes are within the buffer's capacity
     * @param from index of the first sample to write
     * @param count samples that are there
     * @param previous the sample of this channel before the first one; 0 at the start of
     *     acquisition; without a meaning in plain formats
     * @return samples in the packet, from 1 to {@code count}; 0 when {@code count} is 0
     * @throws IllegalArgumentException when a sample does not fit the 16 bits of the format
     */
    public int encode(ByteBuf packet, int start, int[] samples, int from, int count, int previous) {
        int taken = format.isCompressed()
                ? frames(packet, start, samples, from, count, previous)
                : plain(packet, start, samples, from, Math.min(count, format.maxSamples()));
        int end = format.isCompressed()
                ? PacketHeader.PACKET_LENGTH
                : DataPacket.SAMPLES_OFFSET + taken * format.sampleBytes();
        Bcd.put(packet, start + PacketHeader.BYTE_COUNT_OFFSET, 0, 4, end);
        Bcd.put(packet, start + ExtendedHeader.SAMPLES_OFFSET, 0, 4, taken);
        packet.setByte(start + ExtendedHeader.FORMAT_OFFSET, format.code());
        return taken;
    }

    private int frames(
            ByteBuf packet, int start, int[] samples, int from, int count, int previous) {
        int frames = start + DataPacket.FRAMES_OFFSET;
        for (int at = start + DataPacket.SAMPLES_OFFSET; at < frames; at += Integer.BYTES) {
            packet.setInt(at, FILLER);
        }
        return steim.encode(samples, from, count, previous, packet, frames);
    }

    private int plain(ByteBuf packet, int start, int[] samples, int from, int count) {
        int offset = start + DataPacket.SAMPLES_OFFSET;
        packet.setZero(offset, PacketHeader.PACKET_LENGTH - DataPacket.SAMPLES_OFFSET);
        for (int i = 0; i < count; i++) {
            int sample = samples[from + i];
            if (format != DataFormat.INT16) {
                packet.setInt(offset + i * Integer.BYTES, sample);
            } else if (sample == (short) sample) {
                packet.setShort(offset + i * Short.BYTES, sample);
            } else {
                throw new IllegalArgumentException("sample " + sample
                        + " does not fit 16 bits: use another format");
            }
        }
        return count;
    }
}
