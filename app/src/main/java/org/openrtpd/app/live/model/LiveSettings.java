package org.openrtpd.app.live.model;

import java.time.Duration;
import org.openrtpd.app.live.station.StationLimits;

/**
 * How much the model keeps.
 *
 * @param limits by which stations are green, amber or red
 * @param units that have a row; packets of further ones are counted
 * @param channels that are drawn
 * @param memoryBytes of samples
 * @param back how far back it begins to read when RTPD starts
 */
public record LiveSettings(
        StationLimits limits, int units, int channels, long memoryBytes, Duration back) {

    public static final int UNITS = 10_000;
    public static final int CHANNELS = 30_000;
    public static final long MEMORY_BYTES = 256L << 20;

    /** What holds when nothing is said. */
    public static final LiveSettings DEFAULTS = new LiveSettings(
            StationLimits.DEFAULTS, UNITS, CHANNELS, MEMORY_BYTES, Duration.ofHours(6));

    public LiveSettings {
        if (units < 1 || channels < 1 || memoryBytes < 0 || back.isNegative()) {
            throw new IllegalArgumentException("a live model needs room for units and channels");
        }
    }

    /** The same with no more memory than so much. */
    public LiveSettings within(long mostMemoryBytes) {
        return new LiveSettings(
                limits, units, channels, Math.min(memoryBytes, mostMemoryBytes), back);
    }
}
