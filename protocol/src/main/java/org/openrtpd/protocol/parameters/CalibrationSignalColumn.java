package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of a signal block in a CD packet, offsets in the block (record format, section 8.4). */
public enum CalibrationSignalColumn implements TextColumn {
    SENSOR(0, 1),
    ENABLE(1, 1),
    DURATION(4, 4),
    AMPLITUDE(8, 4),
    /** STEP, SINE or NOIS. */
    SIGNAL(12, 4),
    STEP_INTERVAL(16, 4),
    STEP_WIDTH(20, 4),
    SINE_FREQUENCY(24, 4);

    private final int offset;
    private final int length;

    CalibrationSignalColumn(int offset, int length) {
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
