package org.openrtpd.protocol.health;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.Position;

/**
 * What is known of a unit at one moment. Immutable, for any thread.
 *
 * @param lock empty while nothing said so; likewise the next three
 * @param numbers only those that are known
 * @param texts the last line of each topic, only where there was one
 * @param moments nanoseconds since 1970 UTC, only of what has been
 * @param massPositions at most one a channel
 * @param massWeights volts per count, by channel of stream 9, only those that are known
 */
public record HealthSnapshot(
        Optional<Known<LockState>> lock,
        Optional<Known<ClockSource>> clockSource,
        Optional<Known<GpsPower>> gpsPower,
        Optional<Known<AcquisitionState>> acquisition,
        Map<HealthNumber, Known<Double>> numbers,
        Map<SohTopic, Known<String>> texts,
        Map<HealthMoment, Long> moments,
        List<MassPosition> massPositions,
        Map<Integer, Double> massWeights) {

    public HealthSnapshot {
        numbers = ordered(new EnumMap<>(HealthNumber.class), numbers);
        texts = ordered(new EnumMap<>(SohTopic.class), texts);
        moments = ordered(new EnumMap<>(HealthMoment.class), moments);
        massPositions = List.copyOf(massPositions);
        massWeights = ordered(new TreeMap<>(), massWeights);
    }

    /** Map.copyOf would forget the order, which people and saved bytes want to be the same. */
    private static <K, V> Map<K, V> ordered(Map<K, V> empty, Map<K, V> values) {
        empty.putAll(values);
        return Collections.unmodifiableMap(empty);
    }

    /** A number, empty when it is not known. */
    public Optional<Known<Double>> number(HealthNumber number) {
        return Optional.ofNullable(numbers.get(number));
    }

    /** The last text of a topic, empty when there was none. */
    public Optional<Known<String>> text(SohTopic topic) {
        return Optional.ofNullable(texts.get(topic));
    }

    /** Nanoseconds since 1970 UTC; {@link PacketTime#NO_TIME} when it has not been. */
    public long moment(HealthMoment moment) {
        return moments.getOrDefault(moment, PacketTime.NO_TIME);
    }

    /** Nanoseconds from the last known lock to a time; empty when no lock is known. */
    public Optional<Long> lockAgeNanos(long timeNanos) {
        long lock = moment(HealthMoment.LOCK);
        return lock == PacketTime.NO_TIME ? Optional.empty() : Optional.of(timeNanos - lock);
    }

    /** The last position, empty when none was told. */
    public Optional<Known<Position>> position() {
        return number(HealthNumber.LATITUDE).map(latitude -> new Known<>(
                new Position(latitude.value(), value(HealthNumber.LONGITUDE),
                        (int) value(HealthNumber.ALTITUDE)),
                latitude.timeNanos()));
    }

    private double value(HealthNumber number) {
        return number(number).map(Known::value).orElse(Double.NaN);
    }
}
