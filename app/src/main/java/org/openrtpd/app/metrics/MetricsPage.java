package org.openrtpd.app.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.live.station.UnitRow;

/**
 * All metrics as text for Prometheus: those of the registry, and the units, up to a limit. Units with the
 * lowest numbers have series, so that a series does not come and go with trouble; what is not known of a
 * unit has none. Any thread.
 */
public final class MetricsPage {

    /** The kind of text it is. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int BYTES_OF_UNIT = 600;

    private final PrometheusMeterRegistry registry;
    private final Supplier<StationTable> stations;
    private final int maxUnits;
    private final UnitText units = new UnitText();

    /** @param maxUnits units that have series of their own */
    public MetricsPage(
            PrometheusMeterRegistry registry, Supplier<StationTable> stations, int maxUnits) {
        this.registry = registry;
        this.stations = stations;
        this.maxUnits = maxUnits;
    }

    /** As of now; the units as of the last second. */
    public String text() {
        List<UnitRow> shown = stations.get().rows().stream()
                .sorted(Comparator.comparingInt(UnitRow::unit)).limit(maxUnits).toList();
        String others = registry.scrape();
        StringBuilder text = new StringBuilder(others.length() + shown.size() * BYTES_OF_UNIT);
        text.append(others);
        units.appendTo(text, shown);
        return text.toString();
    }
}
