package org.openrtpd.app.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openrtpd.app.client.ClientFacts;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.ops.LoopSilentException;

/**
 * Shows how far client programs are behind, by host and program: as many series as {@code
 * --max-clients} lets in. A program that runs twice shows the one that is behind farther.
 */
final class ClientLagCollector implements Collector {

    private static final String NAME = "rtpd_client_lag_seconds";
    private static final double NANOS_PER_SECOND = 1e9;

    private final ServerView server;

    ClientLagCollector(ServerView server) {
        this.server = server;
    }

    @Override
    public MetricSnapshot collect() {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(NAME).help(
                "Time since a client program last had everything that it wants; 0 when it has");
        Map<List<String>, Long> lags = new TreeMap<>(
                (a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
        clients().forEach(client -> lags.merge(
                List.of(client.peer().getAddress().getHostAddress(), client.program()),
                client.lagNanos(), Math::max));
        lags.forEach((client, nanos) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of("address", client.get(0), "program", client.get(1)))
                .value(nanos / NANOS_PER_SECOND).build()));
        return gauge.build();
    }

    private List<ClientFacts> clients() {
        try {
            return server.clients();
        } catch (LoopSilentException e) {
            // Health says so; the other metrics are to be had all the same.
            return List.of();
        }
    }
}
