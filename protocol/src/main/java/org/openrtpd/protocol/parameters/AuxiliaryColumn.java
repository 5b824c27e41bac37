package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of an AD packet, offsets in the packet (record format, section 8.3). */
public enum AuxiliaryColumn implements TextColumn {
    /** 99. */
    MARKER(16, 2),
    SAMPLE_PERIOD_S(34, 8),
    DATA_FORMAT(42, 2),
    RECORD_LENGTH_S(44, 8);

    private final int offset;
    private final int length;

    AuxiliaryColumn(int offset, int length) {
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
