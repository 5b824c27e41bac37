package org.openrtpd.app.live.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openrtpd.app.live.model.LiveUnit;
import org.openrtpd.app.live.station.Facts;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.protocol.health.HealthSnapshot;
import org.openrtpd.protocol.record.UnitId;

/** Units as JSON. */
final class UnitJson {

    private UnitJson() {}

    static Fields row(UnitRow row) {
        Facts facts = row.facts();
        UnitRow.Traffic traffic = row.traffic();
        UnitRow.Clock clock = row.clock();
        return new Fields()
                .put("unit", UnitId.format(row.unit()))
                .put("name", row.name())
                .put("station", row.station())
                .put("network", row.network())
                .put("state", lower(row.verdict().state()))
                .put("severity", row.verdict().severity())
                .put("reasons", row.verdict().reasons())
                .millis("lastPacketMs", traffic.lastReceivedNanos())
                .number("ageSeconds", facts.ageSeconds())
                .millis("lastSampleMs", traffic.lastSampleNanos())
                .number("latencySeconds", facts.latencySeconds())
                .number("packetsPerSecond", traffic.packetsPerSecond())
                .number("bytesPerSecond", traffic.bytesPerSecond())
                .put("packets", traffic.packets())
                .number("completenessTodayPercent", facts.completenessPercent())
                .maybe("gpsLock", clock.lock())
                .millis("lastLockMs", clock.lastLockNanos())
                .number("lockAgeSeconds", facts.lockAgeSeconds())
                .maybe("clockSource", clock.source())
                .number("clockQualityPercent", clock.qualityPercent())
                .number("supplyVolts", facts.supplyVolts())
                .number("backupVolts", facts.backupVolts())
                .number("temperatureCelsius", facts.temperatureCelsius())
                .put("latitude", place(row, 0))
                .put("longitude", place(row, 1))
                .put("altitudeMetres", place(row, 2))
                .put("channels", row.channels())
                .put("gapsToday", row.gapsToday())
                .put("sparkMinutes", traffic.sparkMinutes())
                .millis("sparkUntilMs", traffic.sparkUntilNanos());
    }

    private static Double place(UnitRow row, int part) {
        return row.place().isEmpty() ? null : row.place().get(part);
    }

    /** Adds every fact of its health. */
    static Fields health(Fields fields, LiveUnit unit) {
        HealthSnapshot known = unit.health();
        List<Fields> numbers = known.numbers().entrySet().stream().map(number -> new Fields()
                .put("key", lower(number.getKey()))
                .put("label", number.getKey().label())
                .put("unit", number.getKey().unit())
                .put("value", number.getValue().value())
                .millis("atMs", number.getValue().timeNanos())).toList();
        List<Fields> texts = known.texts().entrySet().stream().map(text -> new Fields()
                .put("topic", text.getKey().label())
                .put("text", text.getValue().value())
                .put("warning", text.getKey().isWarning())
                .millis("atMs", text.getValue().timeNanos())).toList();
        List<Fields> masses = known.massPositions().stream().map(mass -> new Fields()
                .put("channelNumber", mass.channelIndex() + 1)
                .number("counts", mass.counts())
                .number("volts", mass.volts())
                .millis("atMs", mass.timeNanos())).toList();
        return fields.put("health", numbers).put("texts", texts).put("massPositions", masses);
    }

    /** One series of health over time. */
    static Fields series(String key, Map<Long, Float> points) {
        return new Fields().put("key", key)
                .put("label", SeriesText.label(key))
                .put("unit", SeriesText.unit(key))
                .put("timesMs", points.keySet())
                .put("values", points.values());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
