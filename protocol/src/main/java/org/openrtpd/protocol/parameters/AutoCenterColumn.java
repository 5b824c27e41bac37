package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/**
 * Fields of an auto-centre block in a CD packet, offsets in the block (record format, section 8.4).
 */
public enum AutoCenterColumn implements TextColumn {
    SENSOR(0, 1),
    ENABLE(1, 1),
    READING_INTERVAL(2, 4),
    /** Hours. */
    CYCLE_INTERVAL(6, 2),
    /** Volts. */
    LEVEL(8, 4),
    ATTEMPTS(12, 2),
    /** Minutes. */
    ATTEMPT_INTERVAL(14, 2);

    private final int offset;
    private final int length;

    AutoCenterColumn(int offset, int length) {
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
