package org.openrtpd.storage.archive.miniseed;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * How a miniSEED archive is written.
 *
 * @param version of the records, 2 or 3
 * @param recordLength in bytes, 512 or 4096; in version 3 the most that a record may have
 * @param flushAfter time after which a record is written although there is room in it
 * @param stations gives the names in force; asked for every packet
 * @param timing how the timing quality is found
 * @param fallbackRate of streams that nothing else tells the rate of
 */
public record MiniseedSettings(int version, int recordLength, Duration flushAfter,
        Supplier<StationMap> stations, TimingSettings timing, Optional<SampleRate> fallbackRate) {

    public MiniseedSettings {
        if (version != 2 && version != 3) {
            throw new IllegalArgumentException("miniSEED version " + version + ": 2 and 3 are");
        }
        if (recordLength != 512 && recordLength != 4096) {
            throw new IllegalArgumentException(
                    "records of " + recordLength + " bytes: they have 512 or 4096");
        }
        if (flushAfter.isNegative() || flushAfter.isZero()) {
            throw new IllegalArgumentException("flush after " + flushAfter + ": must be above 0");
        }
    }
}
