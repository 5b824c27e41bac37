package org.openrtpd.protocol.status;

/** What a recorder can be asked for with the command SS (record format, appendix A). */
public enum StatusType {
    /** Acquisition. */
    AQ,
    /** Sensors. */
    AD,
    /** Disks. */
    DK,
    /** Voltages and temperature of the unit. */
    US,
    /** The external clock. */
    XC,
    /** Anything else, also the answers to other commands. */
    OTHER;

    /** Type by its letters; {@link #OTHER} when no table has them. */
    static StatusType of(String letters) {
        for (StatusType type : values()) {
            if (type != OTHER && type.name().equals(letters)) {
                return type;
            }
        }
        return OTHER;
    }
}
