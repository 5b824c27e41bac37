package org.openrtpd.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openrtpd.app.live.station.State;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.live.station.UnitRow;
import org.openrtpd.protocol.record.UnitId;

/**
 * Shows the units, up to a limit of series: those with the lowest numbers have their own, so that a
 * series does not come and go with trouble. What is not known of a unit has no series.
 */
final class UnitCollector implements MultiCollector {

    private record Column(String name, String help, Function<UnitRow, OptionalDouble> value) {}

    /** Labels are checked and sorted when they are made, which costs more than to show them. */
    private record Labelled(String station, Labels labels) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("rtpd_unit_last_packet_age_seconds", "Time since the last packet of a unit",
                    row -> row.facts().ageSeconds()),
            new Column("rtpd_unit_latency_seconds",
                    "Receive time minus time of the last sample, of the last data packet of a unit",
                    row -> row.facts().latencySeconds()),
            new Column("rtpd_unit_completeness_ratio",
                    "Completeness of today's data of a unit, of its channel with the least, 0 to 1",
                    row -> scaled(row.facts().completenessPercent(), 0.01)),
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

    private final Supplier<StationTable> stations;
    private final int maxUnits;
    private final Map<Integer, Labelled> known = new ConcurrentHashMap<>();

    /** @param maxUnits units that have series of their own */
    UnitCollector(Supplier<StationTable> stations, int maxUnits) {
        this.stations = stations;
        this.maxUnits = maxUnits;
    }

    @Override
    public MetricSnapshots collect() {
        StationTable table = stations.get();
        List<UnitRow> shown = table.rows().stream().sorted(Comparator.comparingInt(UnitRow::unit))
                .limit(maxUnits).toList();
        List<MetricSnapshot> metrics = new ArrayList<>();
        List<Labels> labels = shown.stream().map(this::labels).toList();
        COLUMNS.forEach(column -> metrics.add(metric(column, shown, labels)));
        metrics.add(states(table));
        metrics.add(gauge("rtpd_units_without_series", "Units that have no series of their own because"
                + " of --max-unit-series", table.rows().size() - shown.size()));
        metrics.add(gauge("rtpd_live_behind_seconds",
                "How far what the page knows is behind the end of the journal",
                table.behindNanos() / 1e9));
        return new MetricSnapshots(metrics);
    }

    private static MetricSnapshot metric(Column column, List<UnitRow> rows, List<Labels> labels) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(column.name).help(column.help);
        for (int i = 0; i < rows.size(); i++) {
            OptionalDouble value = column.value.apply(rows.get(i));
            if (value.isPresent()) {
                gauge.dataPoint(new GaugeDataPointSnapshot(value.getAsDouble(), labels.get(i), null));
            }
        }
        return gauge.build();
    }

    private Labels labels(UnitRow row) {
        String station = row.name();
        Labelled labelled = known.get(row.unit());
        if (labelled == null || !labelled.station.equals(station)) {
            labelled = new Labelled(station,
                    Labels.of("station", station, "unit", UnitId.format(row.unit())));
            known.put(row.unit(), labelled);
        }
        return labelled.labels;
    }

    private static MetricSnapshot states(StationTable table) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name("rtpd_units")
                .help("Units by state: red, amber or green by the limits that are set");
        for (State state : State.values()) {
            gauge.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("state", state.name().toLowerCase(Locale.ROOT)))
                    .value(table.states().getOrDefault(state, 0L)).build());
        }
        return gauge.build();
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder().name(name).help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build()).build();
    }

    private static OptionalDouble scaled(OptionalDouble value, double factor) {
        return value.isEmpty() ? value : OptionalDouble.of(value.getAsDouble() * factor);
    }
}
