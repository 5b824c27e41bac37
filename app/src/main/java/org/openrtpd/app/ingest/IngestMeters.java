package org.openrtpd.app.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.protocol.session.SessionCount;
import org.openrtpd.protocol.session.SessionCounts;

/** Every meter of the way in, declared once with its sentence. Names and units: docs/metrics.md. */
public final class IngestMeters {

    private static final Duration[] FORCE_BUCKETS = IntStream
            .of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
            .mapToObj(Duration::ofMillis).toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<WireDefect, Counter> badDatagrams = new EnumMap<>(WireDefect.class);
    private final Map<WireDefect, Counter> badFrames = new EnumMap<>(WireDefect.class);

    /** Datagrams and connections from networks that are not on the allow-list. */
    final Counter networkRefused;

    /** TCP connections refused because of their number. */
    final Counter connectionsRefused;

    /** TCP connections that did not say in time who they are. */
    final Counter handshakeTimeouts;

    /** Acknowledgements not sent because the socket took no more; the next one says the same. */
    final Counter acksDropped;

    /** Time that one force of the journal took. */
    final Timer forces;

    public IngestMeters(MeterRegistry registry) {
        this.registry = registry;
        for (WireDefect defect : WireDefect.values()) {
            badDatagrams.put(defect, bad("rtpd.datagrams.rejected", defect));
            badFrames.put(defect, bad("rtpd.frames.rejected", defect));
        }
        networkRefused = counter("rtpd.network.refused",
                "Datagrams and connections from networks that are not allowed");
        connectionsRefused = counter("rtpd.connections.refused",
                "TCP connections refused because too many are open");
        handshakeTimeouts = counter("rtpd.handshake.timeouts",
                "TCP connections that did not say in time who they are");
        acksDropped = counter("rtpd.acks.dropped",
                "Acknowledgements not sent because the socket took no more");
        forces = Timer.builder("rtpd.journal.force")
                .description("Time that one force of the journal took")
                .serviceLevelObjectives(FORCE_BUCKETS).register(registry);
    }

    private Counter bad(String name, WireDefect defect) {
        return Counter.builder(name)
                .description("Input that is no message of the recorder leg, dropped unanswered")
                .tag("reason", defect.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void badDatagram(WireDefect defect) {
        badDatagrams.get(defect).increment();
    }

    void badFrame(WireDefect defect) {
        badFrames.get(defect).increment();
    }

    /** Shows what the UDP socket lost as a meter. */
    void bind(DatagramPort port) {
        FunctionCounter.builder("rtpd.udp.dropped", port, DatagramPort::dropped)
                .description("datagrams dropped by the system because the receive buffer was full")
                .register(registry);
    }

    /** Shows the totals of the sessions as meters. */
    void bind(SessionCounts counts, Supplier<Number> attached, Supplier<Number> journalEntries) {
        for (SessionCount count : SessionCount.values()) {
            String name = "rtpd.recorder." + count.name().toLowerCase(Locale.ROOT).replace('_', '.');
            FunctionCounter.builder(name, counts, c -> c.total(count))
                    .description(count.meaning()).register(registry);
        }
        Gauge.builder("rtpd.recorder.attached", attached)
                .description("units attached now").register(registry);
        FunctionCounter.builder("rtpd.journal.entries", journalEntries, e -> e.get().doubleValue())
                .description("entries appended since start").register(registry);
    }
}
