package org.openrtpd.protocol.record;

/** Rows of one-character codes in an EH or ET (record format, section 6). */
public enum CodeRow {
    /** A channel each, section 6.4. */
    GAINS(416),
    /** A channel each, section 6.5. */
    RESOLUTIONS(432),
    /** A channel each, section 6.6. */
    FULL_SCALES(448),
    /** A channel each, section 6.6. */
    SENSOR_FULL_SCALES(528),
    /** A channel each, section 6.7. */
    SENSOR_UNITS(640),
    /** A filter stage each, section 6.8. */
    FILTERS(902);

    private final int offset;

    CodeRow(int offset) {
        this.offset = offset;
    }

    /** Where the row begins, from the first byte of the packet. */
    public int offset() {
        return offset;
    }
}
