package org.openrtpd.protocol.parameters;

import org.openrtpd.protocol.record.TextColumn;

/** Fields of an OM packet, offsets in the packet (record format, section 8.5). */
public enum OperatingModeColumn implements TextColumn {
    POWER_STATE(16, 2),
    /** RM, SC or SR. */
    RECORDING_MODE(18, 2),
    /** Y or N. */
    AUTO_DUMP_ON_ET(24, 1),
    /** Percent of RAM. */
    AUTO_DUMP_THRESHOLD(26, 2),
    POWER_DOWN_DELAY(28, 4),
    /** Y or N. */
    DISK_WRAP(32, 1),
    DISK_POWER(34, 1),
    TERMINATOR_POWER(35, 1),
    /** Days. */
    DISK_RETRY(36, 1),
    /** YYYYDDDHHMM. */
    WAKEUP_START(50, 12),
    WAKEUP_DURATION(62, 6),
    WAKEUP_REPEAT(68, 6),
    WAKEUP_INTERVALS(74, 2);

    private final int offset;
    private final int length;

    OperatingModeColumn(int offset, int length) {
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
