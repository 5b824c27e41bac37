package org.openrtpd.protocol.parameters;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.TextTime;

/**
 * An OM packet: how the recorder runs (record format, section 8.5). A view; all its fields are text
 * at offsets 16 to 75, and the implement time at 1008.
 */
public final class OperatingMode {

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than 1024 bytes are there
     */
    public OperatingMode wrap(ByteBuf packet, int packetStart) {
        ParameterBlock.require(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** A field as text. */
    public String text(OperatingModeColumn column) {
        return column.read(bytes, start);
    }

    /** When the parameters were implemented, as {@link TextTime#nanos}. */
    public long implementNanos() {
        return TextTime.nanos(bytes, start + ParameterBlock.IMPLEMENT_TIME_OFFSET);
    }
}
