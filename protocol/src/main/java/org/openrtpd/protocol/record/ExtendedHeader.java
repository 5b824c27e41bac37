package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;
import java.util.Set;

/**
 * Bytes 16-23 of the packets that belong to an event: DT, EH and ET (record format, sections 4 and
 * 6).
 *
 * <pre>
 *   16 event | 18 stream | 19 channel (DT) | 20 samples (DT) | 22 flags | 23 data format
 * </pre>
 *
 * Stream and channel are zero-based here, as in the packet; users see them plus one.
 */
public final class ExtendedHeader {

    public static final int EVENT_OFFSET = PacketHeader.LENGTH;
    public static final int STREAM_OFFSET = EVENT_OFFSET + 2;
    public static final int CHANNEL_OFFSET = STREAM_OFFSET + 1;
    public static final int SAMPLES_OFFSET = CHANNEL_OFFSET + 1;
    public static final int FLAGS_OFFSET = SAMPLES_OFFSET + 2;
    public static final int FORMAT_OFFSET = FLAGS_OFFSET + 1;

    /** Offset behind this header, from the first byte of the packet. */
    public static final int END = FORMAT_OFFSET + 1;

    /** Highest stream index: archives have one digit for the stream number. */
    public static final int HIGHEST_STREAM_INDEX = 8;

    /** Highest channel index: two EH describe 16 channels each. */
    public static final int HIGHEST_CHANNEL_INDEX = 31;

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a packet, whose byte 0 is at {@code packetStart}.
     *
     * @throws IllegalArgumentException when fewer than {@link #END} bytes are there
     */
    public ExtendedHeader wrap(ByteBuf packet, int packetStart) {
        if (packet.writerIndex() - packetStart < END) {
            throw new IllegalArgumentException("the extended header ends at byte " + END);
        }
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** Event number 0-9999, or {@link Bcd#NOT_DECIMAL}. */
    public int event() {
        return Bcd.fourDigits(bytes, start + EVENT_OFFSET);
    }

    /** Stream, zero-based, 0-99, or {@link Bcd#NOT_DECIMAL}. */
    public int streamIndex() {
        return Bcd.twoDigits(bytes, start + STREAM_OFFSET);
    }

    /** Channel of a DT, zero-based, 0-99, or {@link Bcd#NOT_DECIMAL}. */
    public int channelIndex() {
        return Bcd.twoDigits(bytes, start + CHANNEL_OFFSET);
    }

    /** Samples in a DT, 0-9999 as the packet says, or {@link Bcd#NOT_DECIMAL}. */
    public int sampleCount() {
        return Bcd.fourDigits(bytes, start + SAMPLES_OFFSET);
    }

    /** The flag bits (record format 4.1). */
    public int flags() {
        return bytes.getUnsignedByte(start + FLAGS_OFFSET);
    }

    /** The data format by its raw byte. */
    public DataFormat format() {
        return DataFormat.of(formatCode());
    }

    /** The raw byte of the data format. */
    public int formatCode() {
        return bytes.getUnsignedByte(start + FORMAT_OFFSET);
    }

    /** Adds what is wrong in these bytes; channel and samples are looked at in a DT only. */
    public void findDefects(PacketType type, Set<PacketDefect> found) {
        if (event() == Bcd.NOT_DECIMAL) {
            found.add(PacketDefect.BAD_EVENT);
        }
        int stream = streamIndex();
        if (stream == Bcd.NOT_DECIMAL || stream > HIGHEST_STREAM_INDEX) {
            found.add(PacketDefect.BAD_STREAM);
        }
        if (format() == DataFormat.UNKNOWN) {
            found.add(PacketDefect.UNKNOWN_FORMAT);
        }
        if (type != PacketType.DT) {
            return;
        }
        int channel = channelIndex();
        if (channel == Bcd.NOT_DECIMAL || channel > HIGHEST_CHANNEL_INDEX) {
            found.add(PacketDefect.BAD_CHANNEL);
        }
        int samples = sampleCount();
        if (samples == Bcd.NOT_DECIMAL) {
            found.add(PacketDefect.BAD_SAMPLE_COUNT);
        } else if (format() != DataFormat.UNKNOWN && samples > format().maxSamples()) {
            found.add(PacketDefect.SAMPLE_COUNT_RANGE);
        }
    }
}
