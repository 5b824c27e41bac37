package org.openrtpd.protocol.parameters;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.TextField;
import org.openrtpd.protocol.record.TextTime;

/**
 * A DS packet: up to four data streams (record format, section 8.2). A view.
 *
 * <pre>
 *   16 stream blocks 4x230 | 936 reserved | 1008 implement time
 *   block: 0 stream 2 | 2 name 16 | 18 destinations 4 | 26 channels 16 | 42 rate 4 | 46 format 2
 *          64 trigger type 4 | 68 trigger description 162
 * </pre>
 */
public final class StreamParameters {

    /** Stream blocks in a packet. */
    public static final int STREAM_BLOCKS = 4;

    static final int STREAMS_OFFSET = 16;
    static final int STREAM_LENGTH = 230;
    static final int DESTINATIONS_OFFSET = 18;
    static final int CHANNELS_OFFSET = 26;
    static final int TRIGGER_OFFSET = 68;

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than 1024 bytes are there
     */
    public StreamParameters wrap(ByteBuf packet, int packetStart) {
        ParameterBlock.require(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** True when a block describes a stream: its number is not blank. */
    public boolean hasStream(int block) {
        return !text(block, StreamColumn.STREAM).isEmpty();
    }

    /**
     * A field of a stream.
     *
     * @param block 0-3
     */
    public String text(int block, StreamColumn column) {
        return column.read(bytes, at(block));
    }

    /** Four characters, not blank where data goes to: RAM, disk, Ethernet, serial. */
    public String destinations(int block) {
        return TextField.raw(bytes, at(block) + DESTINATIONS_OFFSET, 4);
    }

    /** Numbers of the channels in a stream, from 1; a 130 marks them with Y, a 72A with digits. */
    public List<Integer> channels(int block) {
        return ParameterBlock.channels(bytes, at(block) + CHANNELS_OFFSET, 16);
    }

    /** The data format of a stream; what recorders write as CO, with the letter, is C0. */
    public DataFormat format(int block) {
        String text = text(block, StreamColumn.FORMAT);
        for (DataFormat format : DataFormat.values()) {
            if (format != DataFormat.UNKNOWN && format.label().equals(text)) {
                return format;
            }
        }
        return text.equals("CO") ? DataFormat.STEIM1 : DataFormat.UNKNOWN;
    }

    /** What the trigger of a stream is set to. */
    public TriggerDescription trigger(int block) {
        return new TriggerDescription(TriggerType.of(text(block, StreamColumn.TRIGGER_TYPE)),
                TextField.raw(bytes, at(block) + TRIGGER_OFFSET, TriggerDescription.LENGTH));
    }

    private int at(int block) {
        return start + STREAMS_OFFSET + block * STREAM_LENGTH;
    }

    /** When the parameters were implemented, as {@link TextTime#nanos}. */
    public long implementNanos() {
        return TextTime.nanos(bytes, start + ParameterBlock.IMPLEMENT_TIME_OFFSET);
    }
}
