package org.openrtpd.app.gaps;

import java.util.List;
import java.util.Optional;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * What there is to say of a channel.
 *
 * @param name network, station, location and channel
 * @param unit recorder
 * @param streamNumber from 1
 * @param channelNumber from 1
 * @param rate samples a second; when it is not known, nothing else is
 * @param walk what was found
 * @param packets how many were seen
 */
record ChannelReport(String name, int unit, int streamNumber, int channelNumber,
        Optional<SampleRate> rate, GapWalk walk, Packets packets) {

    /**
     * How many packets were seen.
     *
     * @param used with data that count
     * @param duplicates that say again what was there
     * @param tooLate for a time that had been given up
     * @param unusable without a time, a readable sample or a known rate
     */
    record Packets(long used, long duplicates, long tooLate, long unusable) {}

    long count() {
        return walk.count(Gap.Kind.GAP) + walk.count(Gap.Kind.OVERLAP) + walk.count(Gap.Kind.STEP);
    }

    /** Gaps that are only counted. */
    long unlisted() {
        return count() - walk.gaps().size();
    }

    List<DayShare> days() {
        return walk.days();
    }

    long samples() {
        return rate.map(r -> r.samples(
                days().stream().mapToLong(DayShare::coveredNanos).sum())).orElse(0L);
    }

    long expected() {
        return rate.map(r -> r.samples(
                days().stream().mapToLong(DayShare::expectedNanos).sum())).orElse(0L);
    }

    double percent() {
        return DayShare.percent(samples(), expected());
    }
}
