package org.openrtpd.app.live.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openrtpd.app.live.station.Facts;
import org.openrtpd.app.live.station.StationLimits;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.health.HealthMoment;
import org.openrtpd.protocol.health.HealthSnapshot;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.protocol.trace.SampleRate;

/** Makes the row of a unit. One thread only. */
final class RowWriter {

    private static final int PACKET_BYTES = 1024;

    private final ChannelNames names;
    private final StationLimits limits;

    RowWriter(ChannelNames names, StationLimits limits) {
        this.names = names;
        this.limits = limits;
    }

    UnitRow row(LiveUnit unit, long version, long nowNanos) {
        HealthSnapshot health = unit.health();
        LiveUnit.Today today = unit.today(nowNanos);
        Facts facts = unit.facts(health, today.leastPercent(), nowNanos);
        ChannelName name = stationName(unit, nowNanos);
        boolean isNamed = !name.station().equals(UnitId.format(unit.unit()));
        int channels = unit.streams().stream().mapToInt(s -> s.channels().size()).sum();
        return new UnitRow(version, unit.unit(), isNamed ? name.network() : "",
                isNamed ? name.station() : "", facts.against(limits), facts,
                traffic(unit, nowNanos), clock(unit, health, nowNanos), place(health), channels,
                today.gaps());
    }

    private ChannelName stationName(LiveUnit unit, long nowNanos) {
        int stream = unit.streams().stream().mapToInt(LiveStream::streamIndex).findFirst().orElse(0);
        return names.name(unit.unit(), stream, 0, nowNanos, Optional.<SampleRate>empty()).name();
    }

    private static UnitRow.Traffic traffic(LiveUnit unit, long nowNanos) {
        double perSecond = unit.packets().perSecond(nowNanos);
        return new UnitRow.Traffic(unit.lastReceivedNanos(), known(unit.lastSampleNanos()),
                perSecond, perSecond * PACKET_BYTES, unit.packets().total(),
                unit.packets().perMinute(nowNanos), PacketCounter.wholeMinutesUntil(nowNanos));
    }

    private static UnitRow.Clock clock(LiveUnit unit, HealthSnapshot health, long nowNanos) {
        return new UnitRow.Clock(health.lock().map(lock -> lower(lock.value())),
                known(health.moment(HealthMoment.LOCK)),
                health.clockSource().map(source -> lower(source.value())),
                unit.qualityPercent(health, nowNanos));
    }

    private static List<Double> place(HealthSnapshot health) {
        return health.position().map(known -> known.value())
                .filter(place -> !Double.isNaN(place.latitude() + place.longitude()))
                .map(place -> List.of(place.latitude(), place.longitude(),
                        (double) place.altitudeMetres()))
                .orElse(List.of());
    }

    private static Optional<Long> known(long nanos) {
        return nanos == PacketTime.NO_TIME ? Optional.empty() : Optional.of(nanos);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
