package org.openrtpd.app.live.station;

/**
 * By what stations are green, amber or red.
 *
 * @param ageSeconds since the last packet; red above 15 min, which is more than a slow stream takes
 *     to fill a packet, since its unit also sends logs
 * @param latencySeconds from the last sample of a packet to its arrival, of the fastest stream
 * @param completenessPercent of today
 * @param lockAgeSeconds since GPS was last locked
 * @param supplyVolts that recorders run on
 * @param backupVolts of the battery that keeps the clock
 * @param temperatureCelsius inside the recorder
 */
public record StationLimits(Limit ageSeconds, Limit latencySeconds, Limit completenessPercent,
        Limit lockAgeSeconds, Limit supplyVolts, Limit backupVolts, Limit temperatureCelsius) {

    /** What holds when nothing is said. */
    public static final StationLimits DEFAULTS = new StationLimits(
            Limit.of(300, 900), Limit.of(120, 1800), Limit.of(99, 90), Limit.of(7200, 86_400),
            Limit.of(11.8, 11), Limit.of(2.8, 2.2), Limit.of(60, 75));
}
