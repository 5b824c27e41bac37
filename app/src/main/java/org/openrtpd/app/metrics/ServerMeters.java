package org.openrtpd.app.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.session.Transport;

/** Meters of what is looked at from beside the ingest, declared once with their sentences. */
public final class ServerMeters implements AutoCloseable {

    private static final Set<String> MISNAMED = Set.of("process.cpu.time", "system.cpu.count");

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public ServerMeters(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Declares them all. */
    public void bind(ServerView server, JournalWatch journal) {
        registry.getPrometheusRegistry().register(new AppendCollector(server.appends()));
        registry.getPrometheusRegistry().register(new ClientLagCollector(server));
        for (Transport transport : Transport.values()) {
            if (transport != Transport.NONE) {
                bindTraffic(server, transport);
            }
        }
        bindJournal(server, journal);
        bindProcess();
    }

    private void bindTraffic(ServerView server, Transport transport) {
        for (PacketType type : PacketType.values()) {
            FunctionCounter.builder("rtpd.ingest.packets", server.traffic(),
                            t -> t.packets(transport, type))
                    .description("Packets appended to the journal, by how they came and their type")
                    .tags("transport", tag(transport), "type", tag(type)).register(registry);
            FunctionCounter.builder("rtpd.ingest", server.traffic(), t -> t.bytes(transport, type))
                    .description("Bytes of packets appended to the journal, by how they came and type")
                    .baseUnit("bytes")
                    .tags("transport", tag(transport), "type", tag(type)).register(registry);
        }
    }

    /**
     * Declares those of the units.
     *
     * @param watched channels that pages draw as they come
     * @param maxUnits units that have series of their own
     */
    public void bindUnits(Supplier<StationTable> stations, IntSupplier watched, int maxUnits) {
        registry.getPrometheusRegistry().register(new UnitCollector(stations, maxUnits));
        Gauge.builder("rtpd.live.watched.channels", watched::getAsInt)
                .description("Channels that pages draw as their packets come").register(registry);
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void bindJournal(ServerView server, JournalWatch journal) {
        gauge("rtpd.journal.files", "", "Files of the journal", journal, s -> s.usage().files());
        gauge("rtpd.journal.size", "bytes", "Size of the journal", journal, s -> s.usage().bytes());
        gauge("rtpd.journal.growth.bytes.per.second", "",
                "Bytes per second that the journal grew by in the last hour, before retention",
                journal, JournalState::bytesPerSecond);
        gauge("rtpd.journal.full.after", "seconds",
                "Time until the disk is full at the rate of the last hour; +Inf when retention keeps it"
                        + " from that", journal, JournalState::secondsToFull);
        gauge("rtpd.journal.disk.free", "bytes", "Free space on the disk of the journal", journal,
                s -> s.usage().freeBytes());
        gauge("rtpd.journal.disk.usable", "bytes",
                "Bytes that may still be appended before RTPD stops acknowledging", journal,
                JournalState::usableBytes);
        gauge("rtpd.journal.disk.size", "bytes", "Size of the disk of the journal", journal,
                s -> s.usage().totalBytes());
        Gauge.builder("rtpd.journal.accepting", server, s -> s.journalAccepts() ? 1 : 0)
                .description("1 while the journal takes packets, 0 while the disk is full")
                .register(registry);
        Gauge.builder("rtpd.journal.force.pending", server, s -> s.forcing().toNanos() / 1e9)
                .description("How long the force that is under way takes already").baseUnit("seconds")
                .register(registry);
        Gauge.builder("rtpd.ingest.tick.age", server, s -> s.sinceIngestTick().toNanos() / 1e9)
                .description("How long ago the ingest loop had time for its tick; due twice a second")
                .baseUnit("seconds").register(registry);
    }

    private void gauge(String name, String unit, String description, JournalWatch journal,
            ToDoubleFunction<JournalState> value) {
        Gauge.builder(name, journal, watch -> value.applyAsDouble(watch.state()))
                .description(description).baseUnit(unit.isEmpty() ? null : unit).register(registry);
    }

    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        // Their names break Prometheus's conventions; the same is told below by better ones.
        MISNAMED.forEach(name -> registry.find(name).meters().forEach(registry::remove));
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        FunctionCounter.builder("process.cpu", system, s -> s.getProcessCpuTime() / 1e9)
                .description("Processor time that the process has used").baseUnit("seconds")
                .register(registry);
        Gauge.builder("system.cpus", system, OperatingSystemMXBean::getAvailableProcessors)
                .description("Processors that the process may use").register(registry);
    }

    @Override
    public void close() {
        collections.close();
    }
}
