package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of a sequence block in a CD packet, offsets in the block (record format, section 8.4). */
public enum CalibrationSequenceColumn implements TextColumn {
    SEQUENCE(0, 1),
    ENABLE(1, 1),
    START(4, 14),
    /** DDHHMMSS. */
    INTERVAL(18, 8),
    COUNT(26, 2),
    RECORD_LENGTH(28, 8),
    SENSOR(36, 4);

    private final int offset;
    private final int length;

    CalibrationSequenceColumn(int offset, int length) {
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
