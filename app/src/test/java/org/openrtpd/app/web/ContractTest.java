package org.openrtpd.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.http.HttpConfig;
import org.openrtpd.app.ingest.IngestServer;
import org.openrtpd.app.ingest.LoopbackConfig;
import org.openrtpd.app.live.LiveService;
import org.openrtpd.app.live.model.LiveSettings;
import org.openrtpd.app.live.station.Limit;
import org.openrtpd.app.live.station.StationLimits;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.Durability;

/** What is routed, and what docs/openapi.json says is. */
class ContractTest {

    private static final Path CONTRACT = Path.of("..", "docs", "openapi.json");
    private static final HostPort LOOPBACK = new HostPort("127.0.0.1", 0);
    private static final Limit NEVER = new Limit(Optional.empty(), Optional.empty());

    @TempDir Path data;

    @Test
    void shouldRouteEveryDocumentedPathAndNoOther() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        LiveSettings settings = new LiveSettings(
                new StationLimits(NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER), 10, 10, 1 << 20,
                Duration.ZERO);
        TreeSet<String> documented = new TreeSet<>();
        new ObjectMapper().readTree(CONTRACT.toFile()).path("paths").fieldNames()
                .forEachRemaining(documented::add);

        try (IngestServer ingest = IngestServer.open(
                LoopbackConfig.of(data, Durability.PROCESS), registry)) {
            LiveService live =
                    LiveService.open(data, settings, new ChannelNames(StationMap.empty("XX")));
            try (WebServer web = WebServer.open(
                    new WebConfig(HttpConfig.open(LOOPBACK), Optional.empty(), 10), ingest, live,
                    registry)) {
                assertThat(new TreeSet<>(web.patterns())).isEqualTo(documented);
            }
        }
    }
}
