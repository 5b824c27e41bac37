package org.openrtpd.protocol.health;

/**
 * What a log line is about that is kept as text (record format, section 10). Saved by order: add
 * behind the last one only.
 */
public enum SohTopic {
    /** Warnings of the GPS clock: no 1 PPS, drift not corrected. */
    CLOCK_ERROR("clock error"),
    CLOCK_TYPE("clock type"),
    DISK("disk"),
    /** Version of the recorder's own software. */
    FIRMWARE("firmware"),
    /** Other banners: the model, the GPS's firmware. */
    VERSION("version"),
    PARAMETERS("parameters"),
    NETWORK("network"),
    /** Addresses of recorder, host, mask and gateway. */
    ADDRESS("address"),
    SENSOR("sensor"),
    FAULT("fault"),
    /** Everything that the catalogue does not have, which is normal. */
    OTHER("other");

    private final String label;

    SohTopic(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** True when somebody should look. */
    public boolean isWarning() {
        return this == CLOCK_ERROR || this == FAULT;
    }
}
