package org.openrtpd.protocol.record;

/**
 * Single text fields in the second half of an EH or ET (record format, section 6). Those whose
 * names begin with OLD are written by a REF TEK 120 alone and are blank on a 130.
 */
public enum EventColumn implements TextColumn {
    TOTAL_CHANNELS(860, 2),
    STATION_COMMENT(862, 40),
    OLD_EVENT_LENGTH(944, 10),
    OLD_OVERSCALE_COUNT(954, 6),
    OLD_FIRMWARE(960, 8),
    OLD_TRANSMITTER_FREQUENCY(968, 8),
    OLD_TRANSMITTER_ID(976, 8),
    OLD_SITE(984, 8),
    OLD_SENSOR_ID(992, 8),
    OLD_SENSOR_SITE(1000, 8),
    OLD_ANALOG_FILTERS(1008, 4),
    OLD_PROPAGATION_DELAY(1012, 4),
    OLD_DATA_CHANNEL(1016, 2),
    OLD_CHANNEL_POSITION(1018, 4),
    OLD_ANALOG_FILTERS_5_6(1022, 2);

    private final int offset;
    private final int length;

    EventColumn(int offset, int length) {
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
