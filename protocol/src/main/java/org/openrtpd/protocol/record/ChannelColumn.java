package org.openrtpd.protocol.record;

/** Text of each channel in an EH or ET: sixteen fields in a row (record format, section 6). */
public enum ChannelColumn {
    /** Volts a count of the upper 16 bits: "104.2 mV". */
    NOMINAL_BIT_WEIGHT(160, 8),
    /** Volts a count: "1.584 uV". */
    TRUE_BIT_WEIGHT(288, 8),
    /** SEED channel code, usually unset. */
    CHANNEL_CODE(464, 4),
    /** Volts the sensor gives for a unit of ground motion, decimal. */
    SENSOR_VOLTS_PER_UNIT(544, 6),
    /** Number of the channel at its station, 1-999. */
    STATION_CHANNEL_NUMBER(656, 3);

    private final int offset;
    private final int width;

    ChannelColumn(int offset, int width) {
        this.offset = offset;
        this.width = width;
    }

    /** Where the field of slot 0 begins, from the first byte of the packet. */
    public int offset() {
        return offset;
    }

    /** Bytes of one channel's field. */
    public int width() {
        return width;
    }
}
