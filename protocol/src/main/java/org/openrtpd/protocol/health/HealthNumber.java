package org.openrtpd.protocol.health;

/**
 * The numbers that are kept of a unit. Saved by their order: add behind the last one only.
 *
 * @see "record format 6.3, 6.9, 10 and appendix A"
 */
public enum HealthNumber {
    PHASE_ERROR("phase error", "us"),
    CLOCK_STEP("last clock step", "ms"),
    CLOCK_CHANGES("clock steps since power-up", ""),
    DAYS_SINCE_LOCK("days since lock", "d"),
    SATELLITES("satellites", ""),
    LATITUDE("latitude", "deg"),
    LONGITUDE("longitude", "deg"),
    ALTITUDE("altitude", "m"),
    BATTERY("battery", "V"),
    BACKUP("backup battery", "V"),
    CHARGER("charger", "V"),
    TEMPERATURE("temperature", "C"),
    MEMORY_USED("memory used", "kB"),
    MEMORY_AVAILABLE("memory available", "kB"),
    MEMORY_TOTAL("memory total", "kB"),
    DISK1_USED("disk 1 used", "MB"),
    DISK1_AVAILABLE("disk 1 available", "MB"),
    DISK1_TOTAL("disk 1 total", "MB"),
    DISK2_USED("disk 2 used", "MB"),
    DISK2_AVAILABLE("disk 2 available", "MB"),
    DISK2_TOTAL("disk 2 total", "MB"),
    CURRENT_DISK("current disk", ""),
    EVENTS("events", "");

    private final String label;
    private final String unit;

    HealthNumber(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** Unit of the value, empty for a count. */
    public String unit() {
        return unit;
    }
}
