package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of a channel block in an SC packet, offsets in the block (record format, section 8.1). */
public enum StationChannelColumn implements TextColumn {
    NUMBER(0, 2),
    NAME(2, 10),
    AZIMUTH(12, 10),
    INCLINATION(22, 10),
    X(32, 10),
    Y(42, 10),
    Z(52, 10),
    XY_UNITS(62, 4),
    Z_UNITS(66, 4),
    PREAMP_GAIN(70, 4),
    SENSOR_MODEL(74, 12),
    SENSOR_SERIAL(86, 12),
    COMMENT(98, 40),
    /** As in an EH, see the record format, section 6.10. */
    NOMINAL_BIT_WEIGHT(138, 8);

    private final int offset;
    private final int length;

    StationChannelColumn(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int length() {
        return length;
    }
}
