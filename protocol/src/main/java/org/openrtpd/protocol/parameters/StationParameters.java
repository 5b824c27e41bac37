package org.openrtpd.protocol.parameters;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.TextTime;

/**
 * An SC packet: the station and up to five of its channels (record format, section 8.1). A view.
 *
 * <pre>
 *   16 station fields 186 | 202 channel blocks 5x146 | 932 reserved | 1008 implement time
 * </pre>
 */
public final class StationParameters {

    /** Channel blocks in a packet. */
    public static final int CHANNEL_BLOCKS = 5;

    static final int CHANNELS_OFFSET = 202;
    static final int CHANNEL_LENGTH = 146;

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than 1024 bytes are there
     */
    public StationParameters wrap(ByteBuf packet, int packetStart) {
        ParameterBlock.require(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** A field of the station. */
    public String text(StationColumn column) {
        return column.read(bytes, start);
    }

    /** True when a block describes a channel: its number is not blank. */
    public boolean hasChannel(int block) {
        return !text(block, StationChannelColumn.NUMBER).isEmpty();
    }

    /**
     * A field of a channel.
     *
     * @param block 0-4
     */
    public String text(int block, StationChannelColumn column) {
        return column.read(bytes, start + CHANNELS_OFFSET + block * CHANNEL_LENGTH);
    }

    /** When the parameters were implemented, as {@link TextTime#nanos}. */
    public long implementNanos() {
        return TextTime.nanos(bytes, start + ParameterBlock.IMPLEMENT_TIME_OFFSET);
    }
}
