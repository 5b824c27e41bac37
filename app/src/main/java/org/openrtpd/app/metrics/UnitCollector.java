package org.openrtpd.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.openrtpd.app.live.station.State;
import org.openrtpd.app.live.station.StationTable;

/** Shows what there is to tell of all units together. */
final class UnitCollector implements MultiCollector {

    private final Supplier<StationTable> stations;
    private final int maxUnits;

    /** @param maxUnits units that have series of their own */
    UnitCollector(Supplier<StationTable> stations, int maxUnits) {
        this.stations = stations;
        this.maxUnits = maxUnits;
    }

    @Override
    public MetricSnapshots collect() {
        StationTable table = stations.get();
        return new MetricSnapshots(states(table),
                gauge("rtpd_units_without_series", "Units that have no series of their own because of"
                        + " --max-unit-series", Math.max(0, table.rows().size() - maxUnits)),
                gauge("rtpd_live_behind_seconds",
                        "How far what the page knows is behind the end of the journal",
                        table.behindNanos() / 1e9));
    }

    private static MetricSnapshot states(StationTable table) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name("rtpd_units")
                .help("Units by state: red, amber or green by the limits that are set");
        Map<State, Long> counts = table.states();
        for (State state : State.values()) {
            gauge.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("state", state.name().toLowerCase(Locale.ROOT)))
                    .value(counts.getOrDefault(state, 0L)).build());
        }
        return gauge.build();
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder().name(name).help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build()).build();
    }
}
