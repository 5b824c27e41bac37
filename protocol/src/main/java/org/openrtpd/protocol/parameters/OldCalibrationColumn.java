package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of a CD packet that a 72A uses, offsets in the packet (record format, section 8.4). */
public enum OldCalibrationColumn implements TextColumn {
    START(16, 14),
    REPEAT(30, 8),
    INTERVALS(38, 4),
    LENGTH(42, 8),
    /** ON or OFF. */
    STEP(50, 4),
    STEP_PERIOD(54, 8),
    STEP_SIZE(62, 8),
    STEP_AMPLITUDE(70, 8),
    /** COIL or AMPL. */
    STEP_OUTPUT(78, 4);

    private final int offset;
    private final int length;

    OldCalibrationColumn(int offset, int length) {
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
