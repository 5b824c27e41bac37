package org.openrtpd.watchdog.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What RTPID measures, declared once with its sentence; any thread. Names: docs/operations.md. */
public final class RtpidMeters {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicLong lastPacket = new AtomicLong();
    private final Map<String, Counter> restarts = new HashMap<>();
    private final Map<String, AtomicInteger> alarms = new HashMap<>();
    private final MultiGauge silence;

    /**
     * @param reasonTags all reasons to restart; there is a series for each from the start
     * @param alarmTags all alarms, as well
     */
    public RtpidMeters(List<String> reasonTags, List<String> alarmTags) {
        gauge("rtpid.up", "1 while RTPD answers RTPID, else 0", up);
        gauge("rtpid.silent.units", "units whose last packet is longer ago than the limit", silent);
        Gauge.builder("rtpid.last.packet.time", lastPacket, AtomicLong::get).baseUnit("seconds")
                .description("when the newest packet of any unit came, Unix time; 0 before the first")
                .register(registry);
        silence = MultiGauge.builder("rtpid.unit.silence").baseUnit("seconds")
                .description("time since the last packet, of units that are longer silent than the limit")
                .register(registry);
        reasonTags.forEach(reason -> restarts.put(reason, Counter.builder("rtpid.restarts")
                .description("restarts of RTPD").tag("reason", reason).register(registry)));
        alarmTags.forEach(alarm -> {
            AtomicInteger standing = new AtomicInteger();
            alarms.put(alarm, standing);
            Gauge.builder("rtpid.alarm", standing, AtomicInteger::get)
                    .description("1 while the alarm stands, else 0").tag("alarm", alarm)
                    .register(registry);
        });
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::get).description(description).register(registry);
    }

    /** 1 while RTPD answers, else 0. */
    public void up(int zeroOrOne) {
        up.set(zeroOrOne);
    }

    /**
     * RTPD is restarted.
     *
     * @throws IllegalArgumentException when the reason was not declared
     */
    public void restarted(String reasonTag) {
        declared(restarts, reasonTag).increment();
    }

    /** When the newest packet of any unit came. */
    public void lastPacket(long unixSeconds) {
        lastPacket.set(unixSeconds);
    }

    /** The units that are silent now, which the caller bounds; all others' series end. */
    public void silentUnits(Map<String, Long> secondsByUnit) {
        List<MultiGauge.Row<?>> rows = secondsByUnit.entrySet().stream()
                .map(each -> MultiGauge.Row.of(Tags.of("unit", each.getKey()), each.getValue()))
                .collect(Collectors.toList());
        silence.register(rows, true);
    }

    /** How many units are silent now, those without a series too. */
    public void silentUnitCount(int count) {
        silent.set(count);
    }

    /**
     * An alarm stands, 1, or no longer, 0.
     *
     * @throws IllegalArgumentException when the alarm was not declared
     */
    public void alarm(String alarmTag, int zeroOrOne) {
        declared(alarms, alarmTag).set(zeroOrOne);
    }

    /** The way in was probed, with that outcome, in that time. */
    public void probed(String outcomeTag, Duration took) {
        Timer.builder("rtpid.probe").description("probes of the way in, and the time they took")
                .tag("outcome", outcomeTag).register(registry).record(took);
    }

    private static <T> T declared(Map<String, T> all, String tag) {
        T one = all.get(tag);
        if (one == null) {
            throw new IllegalArgumentException("'" + tag + "' is none of " + all.keySet());
        }
        return one;
    }

    /** All of it as Prometheus reads it, text format 0.0.4. */
    String text() {
        return registry.scrape();
    }
}
