package org.openrtpd.app.live.station;

import java.util.OptionalDouble;

/** The numbers of a station that have limits; empty is not known, which is no trouble. */
public record Facts(OptionalDouble ageSeconds, OptionalDouble latencySeconds,
        OptionalDouble completenessPercent, OptionalDouble lockAgeSeconds,
        OptionalDouble supplyVolts, OptionalDouble backupVolts,
        OptionalDouble temperatureCelsius) {

    /** What limits say of them. */
    public Verdict against(StationLimits limits) {
        return Judge.verdict(limits, this);
    }

    /** True when nothing differs but what changes by time alone. */
    boolean isSameButForAges(Facts other) {
        return latencySeconds.equals(other.latencySeconds)
                && completenessPercent.equals(other.completenessPercent)
                && supplyVolts.equals(other.supplyVolts) && backupVolts.equals(other.backupVolts)
                && temperatureCelsius.equals(other.temperatureCelsius);
    }
}
