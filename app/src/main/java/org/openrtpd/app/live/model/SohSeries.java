package org.openrtpd.app.live.model;

import java.util.Locale;
import org.openrtpd.protocol.health.HealthNumber;

/** Numbers of a unit's health that are kept over time. */
public enum SohSeries {
    BATTERY(HealthNumber.BATTERY),
    BACKUP(HealthNumber.BACKUP),
    CHARGER(HealthNumber.CHARGER),
    TEMPERATURE(HealthNumber.TEMPERATURE),
    PHASE_ERROR(HealthNumber.PHASE_ERROR),
    SATELLITES(HealthNumber.SATELLITES),
    MEMORY_USED(HealthNumber.MEMORY_USED),
    DISK1_USED(HealthNumber.DISK1_USED),
    DISK2_USED(HealthNumber.DISK2_USED);

    private final HealthNumber number;

    SohSeries(HealthNumber number) {
        this.number = number;
    }

    HealthNumber number() {
        return number;
    }

    /** How the series is called. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
