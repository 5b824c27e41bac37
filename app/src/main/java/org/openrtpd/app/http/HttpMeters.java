package org.openrtpd.app.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Every meter of the HTTP server, declared once with its sentence. */
final class HttpMeters {

    private static final int CLASSES = 6;
    private static final int CLASS = 100;

    /** Connections refused because of their number. */
    final Counter connectionsRefused;

    private final Counter[] requests = new Counter[CLASSES];

    HttpMeters(MeterRegistry registry, Supplier<Number> connections, Supplier<Number> streams,
            Supplier<Number> queued) {
        connectionsRefused = Counter.builder("rtpd.http.connections.refused")
                .description("HTTP connections refused because too many are open")
                .register(registry);
        for (int i = 1; i < CLASSES; i++) {
            requests[i] = Counter.builder("rtpd.http.requests")
                    .description("HTTP requests answered, by the class of their status")
                    .tag("status", i + "xx").register(registry);
        }
        Gauge.builder("rtpd.http.connections", connections)
                .description("HTTP connections open now").register(registry);
        Gauge.builder("rtpd.http.streams", streams)
                .description("Event streams open now").register(registry);
        Gauge.builder("rtpd.http.queued", queued)
                .description("HTTP requests that wait for a worker").register(registry);
    }

    void answered(int status) {
        requests[status / CLASS].increment();
    }
}
