package org.openrtpd.protocol.parameters;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.openrtpd.protocol.record.TextField;
import org.openrtpd.protocol.record.TextTime;

/**
 * An AD packet: the auxiliary channels, whose data comes as stream 9 (record format, section 8.3).
 * A view.
 *
 * <pre>
 *   16 marker 2 | 18 channels 16 | 34 sample period 8 | 42 data format 2 | 44 record length 8
 *   52 destinations 4 | 56 reserved | 1008 implement time
 * </pre>
 */
public final class AuxiliaryParameters {

    static final int CHANNELS_OFFSET = 18;
    static final int DESTINATIONS_OFFSET = 52;

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than 1024 bytes are there
     */
    public AuxiliaryParameters wrap(ByteBuf packet, int packetStart) {
        ParameterBlock.require(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** A field as text. */
    public String text(AuxiliaryColumn column) {
        return column.read(bytes, start);
    }

    /** Numbers of the auxiliary channels, from 1. */
    public List<Integer> channels() {
        return ParameterBlock.channels(bytes, start + CHANNELS_OFFSET, 16);
    }

    /** Four characters, not blank where data goes to: RAM, disk, Ethernet, serial. */
    public String destinations() {
        return TextField.raw(bytes, start + DESTINATIONS_OFFSET, 4);
    }

    /** When the parameters were implemented, as {@link TextTime#nanos}. */
    public long implementNanos() {
        return TextTime.nanos(bytes, start + ParameterBlock.IMPLEMENT_TIME_OFFSET);
    }
}
