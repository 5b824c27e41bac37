package org.openrtpd.app.bench.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.bench.journal.JournalFilling;
import org.openrtpd.app.bench.load.DueTimes;
import org.openrtpd.app.bench.load.Load;
import org.openrtpd.app.bench.load.LoadResult;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.load.Span;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Rounds;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.NaiveLauncher;
import org.openrtpd.app.bench.target.ProcessCpu;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.SocketBuffer;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;

/**
 * Client programs at the end of the journal while recorders push at a fixed rate: how long after a
 * packet was due each of them has read it, whatever the server did meanwhile, and what that costs.
 */
public final class LiveBench {

    private static final int FIRST_SOURCE = 3 << 16 | 1;
    private static final int RECORDERS = 100;
    private static final long WARM_UP_PACKETS = 500_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final Duration ATTACH = Duration.ofMinutes(1);
    private static final double BUSY = 0.95;
    private static final double LATE_GENERATOR_MILLIS = 1;
    private static final String CLIENTS_THREAD = "rtpd-clients";

    private final Workplace workplace;
    private final Report report;
    private final int rounds;
    private final Duration duration;
    private int sources = FIRST_SOURCE;

    /** @param duration of the measured part of a round */
    public LiveBench(Workplace workplace, Report report, int rounds, Duration duration) {
        this.workplace = workplace;
        this.report = report;
        this.rounds = rounds;
        this.duration = duration;
    }

    /** @param rates packets a second of all recorders together */
    public void run(List<Integer> counts, List<Long> rates) {
        Optional<NaiveLauncher> naive = OtherServer.find(workplace, report, "live");
        if (naive.isEmpty()) {
            return;
        }
        try (Target rtpd = RtpdLauncher.find(workplace).start(TargetSettings.PROCESS_UDP);
                Load load = load(rtpd)) {
            report.progress("live: warming up");
            JournalFilling.fill(rtpd, WARM_UP_PACKETS);
            long highest = rates.stream().mapToLong(Long::longValue).max().orElseThrow();
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                round(rtpd, load, counts.get(0), highest);
            }
            for (int count : counts) {
                for (long rate : rates) {
                    report.progress("live: " + count + " clients, " + rate + " packets/s, " + rounds
                            + " rounds");
                    Figure cpu = measure(rtpd, load, naive.get(), count, rate);
                    if (rate == highest) {
                        report.goal(DeliveryGoal.of(title(count, rate), cpu));
                    }
                }
            }
        }
    }

    private static Load load(Target server) {
        return Load.udp(server.address(), RECORDERS, SocketBuffer.packetsUnderWay());
    }

    private static String title(int count, long rate) {
        return String.format("%d client program%s live, %d packets/s", count, count == 1 ? "" : "s",
                rate);
    }

    /** Measures one line of each; answers with the processor time of the thread for client programs. */
    private Figure measure(Target rtpd, Load load, NaiveLauncher naive, int count, long rate) {
        List<Rounds<LiveRound>> both = Rounds.inTurns(rounds, List.of(
                () -> round(rtpd, load, count, rate), () -> naiveRound(naive, count, rate)));
        Rounds<LiveRound> ours = both.get(0);
        Rounds<LiveRound> theirs = both.get(1);
        List<Figure> figures = new ArrayList<>(figures(ours));
        figures.add(ours.ratio("CPU of other", theirs, LiveRound::cpuMicrosPerPacket));
        Figure clientsCpu =
                ours.figure("of that in " + CLIENTS_THREAD, "us/packet", LiveRound::clientsMicrosPerPacket);
        figures.add(clientsCpu);
        report.add(new Table("live", title(count, rate), List.of(
                new Line(rtpd.name(), figures, remarks(ours)),
                new Line(NaiveLauncher.NAME, figures(theirs), remarks(theirs)))));
        return clientsCpu;
    }

    private LiveRound naiveRound(NaiveLauncher naive, int count, long rate) {
        try (Target server = naive.startLive(count); Load load = load(server)) {
            return round(server, load, count, rate);
        }
    }

    private LiveRound round(Target server, Load load, int count, long rate) {
        int first = sources;
        sources += count;
        try (LiveClients clients = LiveClients.attach(server.address(), count, first)) {
            load.attach(ATTACH);
            Watch watch = new Watch(server, clients);
            LoadResult pushed = load.run(Schedule.atRate(rate), duration, watch);
            return new LiveRound(pushed, clients.finish(), (double) watch.packets * count,
                    watch.cpuNanos, watch.clientsNanos);
        }
    }

    /** Tells the clients what is due, and reads the server's processor time. */
    private static final class Watch implements Span {
        private final Target server;
        private final LiveClients clients;
        private ProcessCpu before;
        private ProcessCpu clientsBefore;
        private long packets;
        private long cpuNanos;
        private long clientsNanos;

        private Watch(Target server, LiveClients clients) {
            this.server = server;
            this.clients = clients;
        }

        @Override
        public void starts(DueTimes due) {
            packets = due.packets();
            clients.expect(due);
        }

        @Override
        public void begins() {
            before = ProcessCpu.of(server.pid());
            clientsBefore = ProcessCpu.ofThreads(server.pid(), CLIENTS_THREAD);
        }

        @Override
        public void ends() {
            cpuNanos = ProcessCpu.of(server.pid()).nanosSince(before);
            clientsNanos = ProcessCpu.ofThreads(server.pid(), CLIENTS_THREAD)
                    .nanosSince(clientsBefore);
        }
    }

    private static List<Figure> figures(Rounds<LiveRound> of) {
        return List.of(
                of.figure("p50", "ms", each -> each.millis(50)),
                of.figure("p99", "ms", each -> each.millis(99)),
                of.figure("p99.9", "ms", each -> each.millis(99.9)),
                of.figure("missing", "", each -> each.read().missing()),
                of.figure("CPU", "us/packet", LiveRound::cpuMicrosPerPacket));
    }

    private static List<String> remarks(Rounds<LiveRound> of) {
        List<String> remarks = new ArrayList<>();
        if (of.figure("", "", LiveRound::lagMillis).median() > LATE_GENERATOR_MILLIS) {
            remarks.add("the load generator sent one of 100 packets more than "
                    + LATE_GENERATOR_MILLIS + " ms late; latencies hold that, too");
        }
        if (of.figure("", "", each -> each.read().busy()).median() > BUSY) {
            remarks.add("the reading clients were the slower side: latencies are theirs, too");
        }
        return remarks;
    }
}
