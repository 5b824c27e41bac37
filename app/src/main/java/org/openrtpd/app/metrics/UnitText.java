package org.openrtpd.app.metrics;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.protocol.record.UnitId;

/**
 * The series of units as lines of Prometheus's text format, version 0.0.4. There may be thousands of
 * units with eight series each, so they are written without the objects that the library makes of each
 * value, and what names a unit is made once. Any thread.
 */
final class UnitText {

    private record Column(String name, String help, Function<UnitRow, OptionalDouble> value) {}

    private static final double OF_PERCENT = 0.01;

    private static final List<Column> COLUMNS = List.of(
            new Column("rtpd_unit_last_packet_age_seconds", "Time since the last packet of a unit",
                    row -> row.facts().ageSeconds()),
            new Column("rtpd_unit_latency_seconds",
                    "Receive time minus time of the last sample, of the last data packet of a unit",
                    row -> row.facts().latencySeconds()),
            new Column("rtpd_unit_completeness_ratio",
                    "Completeness of today's data of a unit, of its channel with the least, 0 to 1",
                    row -> ratio(row.facts().completenessPercent())),
            new Column("rtpd_unit_gps_locked", "1 when the clock of a unit is locked, 0 when not",
                    row -> row.clock().lock().isEmpty() ? OptionalDouble.empty()
                            : OptionalDouble.of(row.clock().lock().get().equals("locked") ? 1 : 0)),
            new Column("rtpd_unit_gps_lock_age_seconds", "Time since the last GPS lock of a unit",
                    row -> row.facts().lockAgeSeconds()),
            new Column("rtpd_unit_supply_volts", "Supply voltage of a unit",
                    row -> row.facts().supplyVolts()),
            new Column("rtpd_unit_backup_volts", "Voltage of the backup battery of a unit",
                    row -> row.facts().backupVolts()),
            new Column("rtpd_unit_temperature_celsius", "Temperature in a unit",
                    row -> row.facts().temperatureCelsius()));

    private record Labelled(String station, String labels) {}

    private final Map<Integer, Labelled> known = new ConcurrentHashMap<>();

    /** Appends all series of some units; a metric that none of them has is left out. */
    void appendTo(StringBuilder text, List<UnitRow> rows) {
        List<String> labels = rows.stream().map(this::labels).toList();
        for (Column column : COLUMNS) {
            boolean begun = false;
            for (int i = 0; i < labels.size(); i++) {
                OptionalDouble value = column.value.apply(rows.get(i));
                if (value.isEmpty()) {
                    continue;
                }
                if (!begun) {
                    text.append("# HELP ").append(column.name).append(' ').append(column.help)
                            .append("\n# TYPE ").append(column.name).append(" gauge\n");
                    begun = true;
                }
                text.append(column.name).append(labels.get(i));
                DecimalText.append(text, value.getAsDouble());
                text.append('\n');
            }
        }
    }

    private String labels(UnitRow row) {
        String station = row.name();
        Labelled labelled = known.get(row.unit());
        if (labelled == null || !labelled.station.equals(station)) {
            labelled = new Labelled(station, "{station=\"" + escaped(station) + "\",unit=\""
                    + UnitId.format(row.unit()) + "\"} ");
            known.put(row.unit(), labelled);
        }
        return labelled.labels;
    }

    /** Names come from the field: they must not end the label or the line. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static OptionalDouble ratio(OptionalDouble percent) {
        return percent.isEmpty() ? percent : OptionalDouble.of(percent.getAsDouble() * OF_PERCENT);
    }
}
