package org.openrtpd.app.bench.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.bench.journal.JournalFilling;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Goal;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Rounds;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.NaiveLauncher;
import org.openrtpd.app.bench.target.ProcessCpu;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;

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
        Optional<NaiveLauncher> naive = OtherServer.find(workplace, report, "clients");
        if (naive.isEmpty()) {
            return;
        }
        try (Target rtpd = RtpdLauncher.find(workplace)
                .start(TargetSettings.PROCESS_UDP, "--client-replay", "1d")) {
            report.progress("clients: filling the journal with " + packets + " packets");
            JournalFilling.fill(rtpd, packets);
            for (int i = 0; i < rounds; i++) {
                // The code on this way is to be compiled before it is measured.
                round(rtpd, 1);
            }
            for (int count : counts) {
                report.progress("clients: " + count + ", " + rounds + " rounds");
                measure(rtpd, naive.get(), count);
            }
        }
    }

    private void measure(Target rtpd, NaiveLauncher naive, int count) {
        List<Rounds<Of>> both = Rounds.inTurns(
                rounds, List.of(() -> round(rtpd, count), () -> naiveRound(naive, count)));
        Rounds<Of> ours = both.get(0);
        Rounds<Of> theirs = both.get(1);
        String title = count + (count == 1 ? " client program" : " client programs");
        List<Figure> figures = new ArrayList<>(figures(ours));
        Figure rate = ours.ratio("packets/s of other", theirs, of -> of.read.packetsPerSecond());
        figures.add(rate);
        figures.add(ours.ratio("CPU of other", theirs, Of::cpuMicrosPerPacket));
        report.add(new Table("clients", title, List.of(
                new Line(rtpd.name(), figures, remarks(ours)),
                new Line(NaiveLauncher.NAME, figures(theirs), remarks(theirs)))));
        if (count == MANY) {
            report.goal(Goal.atLeast(title + ": packets/s of a server that writes each message by"
                    + " itself", rate, LEAST_RATE));
        }
        report.goal(DeliveryGoal.of(title, cpu(ours)));
    }

    private Of naiveRound(NaiveLauncher naive, int count) {
        try (Target server = naive.start(count)) {
            return round(server, count);
        }
    }

    private Of round(Target server, int count) {
        int first = sources;
        sources += count;
        try (AttachedClients attached = AttachedClients.attach(server.address(), count, first)) {
            ReadingClients clients = new ReadingClients(attached);
            long all = (packets - 1) * AttachedClients.MESSAGE * count;
            // What was sent while the last of them shook hands is not counted.
            long early = clients.read(SETTLE_NANOS, all / 2).bytes();
            ProcessCpu before = ProcessCpu.of(server.pid());
            ReadingClients.Result read = clients.read(roundNanos, all - early);
            return new Of(read, ProcessCpu.of(server.pid()).nanosSince(before));
        }
    }

    private static Figure cpu(Rounds<Of> rounds) {
        return rounds.figure("CPU", "us/packet", Of::cpuMicrosPerPacket);
    }

    private static List<Figure> figures(Rounds<Of> rounds) {
        return List.of(
                rounds.figure("packets/s", "", of -> of.read.packetsPerSecond()), cpu(rounds),
                rounds.figure("clients busy", "", of -> of.read.busy()));
    }

    private static List<String> remarks(Rounds<Of> rounds) {
        List<String> remarks = new ArrayList<>(rounds.noise(of -> of.read.packetsPerSecond()));
        if (rounds.figure("", "", of -> of.read.busy()).median() > BUSY) {
            remarks.add("the reading clients were the slower side: it delivers at least this much");
        }
        return remarks;
    }
}
