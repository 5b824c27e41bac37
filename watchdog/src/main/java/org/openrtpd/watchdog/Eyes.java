package org.openrtpd.watchdog;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openrtpd.watchdog.probe.FlowLimits;
import org.openrtpd.watchdog.probe.FlowProbe;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.probe.IngestProbe;
import org.openrtpd.watchdog.probe.ProbeOutcome;
import org.openrtpd.watchdog.report.RtpidMeters;

/** The probes, pointed at where RTPD is now. */
final class Eyes implements AutoCloseable {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    private final BlockingQueue<ProbeOutcome> outcomes = new ArrayBlockingQueue<>(4);
    private final ExecutorService prober = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "rtpid-probe");
        thread.setDaemon(true);
        return thread;
    });
    private final RtpidMeters meters;
    private Optional<Place> place = Optional.empty();
    private Optional<FlowProbe> flow = Optional.empty();

    Eyes(RtpidMeters meters) {
        this.meters = meters;
    }

    /** Looks there from now on. */
    void lookAt(Optional<Place> there) {
        if (!there.equals(place)) {
            flow.ifPresent(FlowProbe::close);
            place = there;
            flow = there.map(at -> FlowProbe.open(at.tcp(), FlowLimits.defaults()));
        }
    }

    /** What is seen; empty while there is nothing to look at. */
    Optional<FlowView> view() {
        return flow.map(FlowProbe::view);
    }

    /** Sends a packet as a recorder; {@link #takeOutcome} has what became of it. */
    void probe() {
        InetSocketAddress udp = place.orElseThrow().udp();
        prober.execute(() -> {
            long begin = System.nanoTime();
            ProbeOutcome outcome = probe(udp);
            meters.probed(outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Duration.ofNanos(System.nanoTime() - begin));
            outcomes.offer(outcome);
        });
    }

    /** An outcome comes in any case: the judgement sends no other packet before. */
    private static ProbeOutcome probe(InetSocketAddress udp) {
        try {
            return new IngestProbe(udp, PROBE_LIMIT).probe();
        } catch (RuntimeException e) {
            return ProbeOutcome.NO_ANSWER;
        }
    }

    Optional<ProbeOutcome> takeOutcome() {
        return Optional.ofNullable(outcomes.poll());
    }

    @Override
    public void close() {
        lookAt(Optional.empty());
        prober.shutdownNow();
    }
}
