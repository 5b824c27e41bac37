package org.openrtpd.protocol.data;

/**
 * The bits of byte 22 (record format, section 4.1). Recorders in the field send 0 whatever happens:
 * a bit that is set says something, a bit that is not set says nothing.
 */
public enum DataFlag {
    /** The calibration signal was enabled during the packet. */
    CALIBRATION(0x80),
    /** There are overscaled samples in the packet. */
    OVERSCALED(0x40),
    STACKED(0x20),
    /** The event was triggered by an ST command. */
    TRIGGERED_BY_COMMAND(0x10),
    /** Channels 17-32: has a meaning in EH and ET. */
    SECOND_HEADER(0x04),
    LAST_OF_EVENT(0x02),
    FIRST_OF_EVENT(0x01);

    private final int bit;

    DataFlag(int bit) {
        this.bit = bit;
    }

    /** The flag as it stands in byte 22. */
    public int bit() {
        return bit;
    }

    /** True when the flag is among those of a byte 22. */
    public boolean isIn(int flags) {
        return (flags & bit) != 0;
    }
}
