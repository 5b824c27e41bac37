package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of an SC packet, offsets in the packet (record format, section 8.1). */
public enum StationColumn implements TextColumn {
    EXPERIMENT_NUMBER(16, 2),
    EXPERIMENT_NAME(18, 24),
    EXPERIMENT_COMMENT(42, 40),
    STATION_NUMBER(82, 4),
    STATION_NAME(86, 24),
    STATION_COMMENT(110, 40),
    DAS_MODEL(150, 12),
    DAS_SERIAL(162, 12),
    /** YYYYDDDHHMMSS. */
    EXPERIMENT_START(174, 14),
    CLOCK_TYPE(188, 4),
    CLOCK_SERIAL(192, 10);

    private final int offset;
    private final int length;

    StationColumn(int offset, int length) {
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
