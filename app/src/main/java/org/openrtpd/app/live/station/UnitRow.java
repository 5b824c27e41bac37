package org.openrtpd.app.live.station;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openrtpd.protocol.record.UnitId;

/**
 * One station as it was at one moment. Immutable, for any thread.
 *
 * @param version of the table when this row last changed
 * @param unit recorder
 * @param network code, or empty text
 * @param station code, or empty text
 * @param facts numbers that have limits, as of that moment
 * @param traffic how its packets come
 * @param clock how its time is kept
 * @param place latitude, longitude and altitude in degrees and metres, empty without a fix
 * @param channels with data
 * @param gapsToday of all channels
 */
public record UnitRow(long version, int unit, String network, String station, Verdict verdict,
        Facts facts, Traffic traffic, Clock clock, List<Double> place, int channels,
        long gapsToday) {

    /** Most trouble first, then by name and unit. */
    public static final Comparator<UnitRow> BY_TROUBLE =
            Comparator.comparingInt((UnitRow row) -> -row.verdict().severity())
                    .thenComparing(UnitRow::name)
                    .thenComparingInt(UnitRow::unit);

    public UnitRow {
        place = List.copyOf(place);
    }

    /**
     * How packets of a unit come.
     *
     * @param lastReceivedNanos nanoseconds since 1970 UTC by the server's clock
     * @param lastSampleNanos end of its newest data, by the recorder's clock; empty without data
     * @param packetsPerSecond of the last minute
     * @param bytesPerSecond likewise
     * @param packets since the model began to read
     * @param sparkMinutes packets in each of the last whole minutes, oldest first
     * @param sparkUntilNanos when the last of those minutes ends
     */
    public record Traffic(long lastReceivedNanos, Optional<Long> lastSampleNanos,
            double packetsPerSecond, double bytesPerSecond, long packets,
            List<Integer> sparkMinutes, long sparkUntilNanos) {

        public Traffic {
            sparkMinutes = List.copyOf(sparkMinutes);
        }
    }

    /**
     * How a unit keeps time.
     *
     * @param lock "locked" or "unlocked", empty while not known
     * @param lastLockNanos nanoseconds since 1970 UTC, empty while not known
     * @param source "gps" or "internal", empty while not known
     * @param qualityPercent 0-100, as miniSEED has it; empty while no clock was heard of
     */
    public record Clock(Optional<String> lock, Optional<Long> lastLockNanos,
            Optional<String> source, OptionalDouble qualityPercent) {}

    /** Network and station, else the unit. */
    public String name() {
        return station.isEmpty() ? UnitId.format(unit)
                : network + "." + station;
    }

    /** The same row as of another version. */
    public UnitRow as(long otherVersion) {
        return new UnitRow(otherVersion, unit, network, station, verdict, facts, traffic, clock,
                place, channels, gapsToday);
    }

    /** True when a row says nothing else than this one, but for how much time has passed. */
    public boolean isSameAs(UnitRow other) {
        return unit == other.unit && channels == other.channels && gapsToday == other.gapsToday
                && facts.isSameButForAges(other.facts) && traffic.equals(other.traffic)
                && verdict.equals(other.verdict) && clock.equals(other.clock)
                && place.equals(other.place) && station.equals(other.station)
                && network.equals(other.network);
    }
}
