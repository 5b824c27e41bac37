package org.openrtpd.protocol.parameters;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.TextTime;

/**
 * A CD packet: calibration and mass centring (record format, section 8.4). A view.
 *
 * <pre>
 *   16 fields of a 72A | 130 auto-centre blocks 4x16 | 194 signal blocks 4x28
 *   306 sequence blocks 4x58 | 538 reserved | 1008 implement time
 * </pre>
 */
public final class CalibrationParameters {

    /** Blocks of each kind in a packet. */
    public static final int BLOCKS = 4;

    static final int AUTO_CENTER_OFFSET = 130;
    static final int AUTO_CENTER_LENGTH = 16;
    static final int SIGNAL_OFFSET = 194;
    static final int SIGNAL_LENGTH = 28;
    static final int SEQUENCE_OFFSET = 306;
    static final int SEQUENCE_LENGTH = 58;

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a whole packet.
     *
     * @throws IllegalArgumentException when fewer than 1024 bytes are there
     */
    public CalibrationParameters wrap(ByteBuf packet, int packetStart) {
        ParameterBlock.require(packet, packetStart);
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** A field that only a 72A fills. */
    public String text(OldCalibrationColumn column) {
        return column.read(bytes, start);
    }

    /**
     * A field of an auto-centre block.
     *
     * @param block 0-3
     */
    public String text(int block, AutoCenterColumn column) {
        return column.read(bytes, start + AUTO_CENTER_OFFSET + block * AUTO_CENTER_LENGTH);
    }

    /**
     * A field of a signal block.
     *
     * @param block 0-3
     */
    public String text(int block, CalibrationSignalColumn column) {
        return column.read(bytes, start + SIGNAL_OFFSET + block * SIGNAL_LENGTH);
    }

    /**
     * A field of a sequence block.
     *
     * @param block 0-3
     */
    public String text(int block, CalibrationSequenceColumn column) {
        return column.read(bytes, start + SEQUENCE_OFFSET + block * SEQUENCE_LENGTH);
    }

    /** When the parameters were implemented, as {@link TextTime#nanos}. */
    public long implementNanos() {
        return TextTime.nanos(bytes, start + ParameterBlock.IMPLEMENT_TIME_OFFSET);
    }
}
