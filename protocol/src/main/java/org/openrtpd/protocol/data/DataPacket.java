package org.openrtpd.protocol.data;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/**
 * A data packet (record format, section 4): samples of one channel, the first at the packet's time.
 *
 * <pre>
 *   0 common header | 16 event | 18 stream | 19 channel | 20 samples | 22 flags | 23 format
 *   24 plain samples, or 40 bytes without a meaning and, at 64, 15 Steim frames of 64 bytes
 * </pre>
 *
 * A view as {@link PacketHeader} is one: it may be used again for any number of packets, by one
 * thread. {@link SampleDecoder} gives the samples.
 */
public final class DataPacket {

    /** Where plain samples begin. */
    public static final int SAMPLES_OFFSET = ExtendedHeader.END;

    /** Where Steim frames begin. */
    public static final int FRAMES_OFFSET = 64;

    /** Steim frames of a packet. */
    public static final int FRAMES =
            (PacketHeader.PACKET_LENGTH - FRAMES_OFFSET) / SteimLevel.FRAME_LENGTH;

    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();

    /**
     * Points this view at a packet, whose byte 0 is at {@code start}.
     *
     * @throws IllegalArgumentException when fewer than {@link PacketHeader#PACKET_LENGTH} bytes are
     *     there; ask {@link #fits} first
     */
    public DataPacket wrap(ByteBuf packet, int start) {
        if (!fits(packet.writerIndex() - start)) {
            throw new IllegalArgumentException("a data packet has " + PacketHeader.PACKET_LENGTH
                    + " bytes, here are " + packet.writerIndex() + " from " + start);
        }
        header.wrap(packet, start);
        extended.wrap(packet, start);
        return this;
    }

    /** True when that many bytes can be a data packet. */
    public static boolean fits(int lengthBytes) {
        return lengthBytes >= PacketHeader.PACKET_LENGTH;
    }

    /** Unit, time, byte count and sequence of this packet. */
    public PacketHeader header() {
        return header;
    }

    /** True when the packet is a DT at all. */
    public boolean isData() {
        return header.letters() == PacketType.DT.letters();
    }

    /** Event number 0-9999, or {@link Bcd#NOT_DECIMAL}. */
    public int event() {
        return extended.event();
    }

    /** Stream, zero-based, 0-99, or {@link Bcd#NOT_DECIMAL}. */
    public int streamIndex() {
        return extended.streamIndex();
    }

    /** Channel, zero-based, 0-99, or {@link Bcd#NOT_DECIMAL}. */
    public int channelIndex() {
        return extended.channelIndex();
    }

    /** Samples as the packet says, 0-9999, maybe more than it can hold; {@link Bcd#NOT_DECIMAL}. */
    public int sampleCount() {
        return extended.sampleCount();
    }

    /** How many samples are looked for: what the packet says, at most what its format can hold. */
    public int boundedSampleCount() {
        int count = extended.sampleCount();
        return count == Bcd.NOT_DECIMAL ? 0 : Math.min(count, format().maxSamples());
    }

    public DataFormat format() {
        return extended.format();
    }

    /** The raw byte of the format. */
    public int formatCode() {
        return extended.formatCode();
    }

    /** Where samples or frames begin, from byte 0 of the packet: 24 or 64. */
    public int dataOffset() {
        return format().isCompressed() ? FRAMES_OFFSET : SAMPLES_OFFSET;
    }

    /** Where they end: behind the last plain sample that is looked for, or behind the frames. */
    public int dataEnd() {
        DataFormat format = format();
        return format.isCompressed()
                ? PacketHeader.PACKET_LENGTH
                : SAMPLES_OFFSET + boundedSampleCount() * format.sampleBytes();
    }

    /** Byte 22 as it is; the questions below ask for its bits. */
    public int flags() {
        return extended.flags();
    }

    public boolean isCalibration() {
        return DataFlag.CALIBRATION.isIn(flags());
    }

    /** True when the recorder says so; {@link SampleDecoder#overscaledSamples} looks at samples. */
    public boolean isOverscaled() {
        return DataFlag.OVERSCALED.isIn(flags());
    }

    public boolean isStacked() {
        return DataFlag.STACKED.isIn(flags());
    }

    public boolean isTriggeredByCommand() {
        return DataFlag.TRIGGERED_BY_COMMAND.isIn(flags());
    }

    /** True when the recorder says so; recorders in the field do not, so never depend on it. */
    public boolean isFirstOfEvent() {
        return DataFlag.FIRST_OF_EVENT.isIn(flags());
    }

    /** True when the recorder says so; recorders in the field do not, so never depend on it. */
    public boolean isLastOfEvent() {
        return DataFlag.LAST_OF_EVENT.isIn(flags());
    }

    /**
     * True when it is known whose samples these are, and how many: sequence, event, stream, channel
     * and sample count are decimal, and stream and channel are such that an archive can name them.
     *
     * @see "record format 13"
     */
    public boolean isIdentified() {
        int stream = streamIndex();
        int channel = channelIndex();
        return stream >= 0 && stream <= ExtendedHeader.HIGHEST_STREAM_INDEX
                && channel >= 0 && channel <= ExtendedHeader.HIGHEST_CHANNEL_INDEX
                && sampleCount() >= 0 && event() >= 0 && header.sequence() >= 0;
    }
}
