package org.openrtpd.app.bench.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openrtpd.app.bench.journal.JournalFilling;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Goal;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.Leg;
import org.openrtpd.app.bench.target.NaiveLauncher;
import org.openrtpd.app.bench.target.ProcessCpu;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.storage.journal.Durability;

/**
 * Client programs that read what lies in the journal, all of them from its beginning, as fast as
 * they get it; no recorder pushes meanwhile, so that all that RTPD does is to deliver.
 */
public final class ClientsBench {

    private static final int FIRST_SOURCE = 2 << 16 | 1;
    private static final long SETTLE_NANOS = 100_000_000;
    private static final double BUSY = 0.95;
    private static final int MANY = 16;
    private static final double LEAST_RATE = 2;

    private final Workplace workplace;
    private final Report report;
    private final int rounds;
    private final long roundNanos;
    private final long packets;
    private int sources = FIRST_SOURCE;

    /** @param packets in the journal; a round ends when the clients have them all */
    public ClientsBench(Workplace workplace, Report report, int rounds, long roundMillis, long packets) {
        this.workplace = workplace;
        this.report = report;
        this.rounds = rounds;
        this.roundNanos = roundMillis * 1_000_000;
        this.packets = packets;
    }

    /** One round: what clients got, and the processor time that the server needed for it. */
    private record Of(ReadingClients.Result read, long cpuNanos) {

        double cpuMicrosPerPacket() {
            return cpuNanos / 1e3 / read.packets();
        }
    }

    public void run(List<Integer> counts) {
        Optional<NaiveLauncher> compiled = NaiveLauncher.compile(workplace);
        if (compiled.isEmpty()) {
            report.add(new Table("clients", "client programs", List.of(new Line("not measured", List.of(),
                    List.of("what they are compared with is a C program, and there is no working cc:"
                            + " install a C compiler")))));
            return;
        }
        NaiveLauncher naive = compiled.get();
        TargetSettings settings =
                new TargetSettings(Leg.UDP, Durability.PROCESS, Duration.ofMillis(2), Page.OFF);
        try (Target rtpd = RtpdLauncher.find(workplace).start(settings, "--client-replay", "1d")) {
            report.progress("clients: filling the journal with " + packets + " packets");
            JournalFilling.fill(rtpd, packets);
            for (int i = 0; i < rounds; i++) {
                // The code on this way is to be compiled before it is measured.
                round(rtpd, 1);
            }
            for (int count : counts) {
                report.progress("clients: " + count + ", " + rounds + " rounds");
                report.add(measure(rtpd, naive, count));
            }
        }
    }

    private Table measure(Target rtpd, NaiveLauncher naive, int count) {
        List<Of> ours = new ArrayList<>();
        List<Of> theirs = new ArrayList<>();
        String other = "";
        for (int i = 0; i < rounds; i++) {
            if (i % 2 == 0) {
                ours.add(round(rtpd, count));
            }
            try (Target server = naive.start(count)) {
                theirs.add(round(server, count));
                other = server.name();
            }
            if (i % 2 == 1) {
                ours.add(round(rtpd, count));
            }
        }
        List<Figure> figures = new ArrayList<>(figures(ours));
        Figure rate = ratio("packets/s of other", ours, theirs, of -> of.read.packetsPerSecond());
        figures.add(rate);
        if (count == MANY) {
            report.goal(Goal.atLeast(count + " client programs: packets/s of a server that writes each"
                    + " message by itself", rate, LEAST_RATE));
        }
        figures.add(ratio("CPU of other", ours, theirs, Of::cpuMicrosPerPacket));
        return new Table("clients", count + (count == 1 ? " client program" : " client programs"),
                List.of(new Line(rtpd.name(), figures, remarks(ours)),
                        new Line(other, figures(theirs), remarks(theirs))));
    }

    private Of round(Target server, int count) {
        int first = sources;
        sources += count;
        try (ReadingClients clients = ReadingClients.attach(server.address(), count, first)) {
            long all = (packets - 1) * ReadingClients.MESSAGE * count;
            // What was sent while the last of them shook hands is not counted.
            long early = clients.read(SETTLE_NANOS, all / 2).bytes();
            ProcessCpu before = ProcessCpu.of(server.pid());
            ReadingClients.Result read = clients.read(roundNanos, all - early);
            return new Of(read, ProcessCpu.of(server.pid()).nanosSince(before));
        }
    }

    private static List<Figure> figures(List<Of> rounds) {
        return List.of(
                figure("packets/s", "", rounds, of -> of.read.packetsPerSecond()),
                figure("CPU", "us/packet", rounds, Of::cpuMicrosPerPacket),
                figure("clients busy", "", rounds, of -> of.read.busy()));
    }

    private static Figure figure(
            String name, String unit, List<Of> rounds, ToDoubleFunction<Of> value) {
        return Figure.of(name, unit, rounds.stream().mapToDouble(value).toArray());
    }

    private static Figure ratio(
            String name, List<Of> ours, List<Of> theirs, ToDoubleFunction<Of> value) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i));
        }
        return Figure.of(name, "", ratios);
    }

    private static List<String> remarks(List<Of> rounds) {
        List<String> remarks = new ArrayList<>();
        Figure rate = figure("", "", rounds, of -> of.read.packetsPerSecond());
        if (rate.isNoisy()) {
            remarks.add(String.format("noisy: rounds of the same thing differ by %.0f %%",
                    rate.spread() * 100));
        }
        if (figure("", "", rounds, of -> of.read.busy()).median() > BUSY) {
            remarks.add("the reading clients were the slower side: it delivers at least this much");
        }
        return remarks;
    }
}
