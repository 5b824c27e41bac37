package org.openrtpd.app.bench.ingest;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.bench.load.Load;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.FloorLauncher;
import org.openrtpd.app.bench.target.Leg;
import org.openrtpd.app.bench.target.OpenFiles;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.SocketBuffer;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.storage.journal.Durability;

/** Runs all combinations that were asked for, one after the other. */
public final class IngestBench {

    private final Workplace workplace;
    private final Report report;
    private final Pacing pacing;
    private final List<OfferedRate> rates;
    private final Duration commitInterval;
    private final Page page;
    private final IngestGoals goals;

    public IngestBench(Workplace workplace, Report report, Pacing pacing, List<OfferedRate> rates,
            Duration commitInterval, Page page) {
        this.workplace = workplace;
        this.report = report;
        this.pacing = pacing;
        this.rates = List.copyOf(rates);
        this.commitInterval = commitInterval;
        this.page = page;
        this.goals = new IngestGoals(report);
    }

    public void run(List<Leg> legs, List<Durability> durabilities, List<Integer> recorders) {
        RtpdLauncher rtpd = RtpdLauncher.find(workplace);
        FloorLauncher floor = FloorLauncher.prepare(workplace);
        for (Leg leg : legs) {
            for (Durability durability : durabilities) {
                for (int count : recorders) {
                    TargetSettings settings = new TargetSettings(
                            leg, durability, commitInterval, page);
                    if (leg == Leg.TCP && count > OpenFiles.allowed()) {
                        report.add(notMeasured(settings, count, "a process may have "
                                + OpenFiles.allowed() + " connections here; allow more with 'ulimit -n',"
                                + " for this command"));
                    } else if (!floor.has(leg)) {
                        report.add(notMeasured(settings, count, "the floor over TCP is a C program, and"
                                + " there is no working cc: install a C compiler"));
                    } else {
                        run(rtpd.start(settings), floor.start(settings), settings, count);
                    }
                }
            }
        }
    }

    private void run(Target rtpdTarget, Target floorTarget, TargetSettings settings, int recorders) {
        String title = title(settings, recorders);
        try (Contender rtpd = contender(rtpdTarget, settings, recorders);
                Contender floor = contender(floorTarget, settings, recorders)) {
            report.progress(title + ": warming up");
            long warm = rtpd.warmUp(pacing.warmUpPackets(), pacing.warmUpMillis());
            floor.warmUp(pacing.warmUpPackets() / 10, pacing.warmUpMillis() / 10);
            report.progress(title + ": warm after " + warm + " packets; " + pacing.rounds() + " rounds");
            IngestCase ingest = new IngestCase(rtpd, floor, pacing);
            Table most = ingest.saturate(title);
            report.add(most);
            goals.saturated(title, settings, recorders, ingest);
            Figure rate = most.lines().get(0).figures().get(0);
            for (OfferedRate offered : rates) {
                long packetsPerSecond = offered.of(rate.median());
                report.progress(title + ": " + packetsPerSecond + " packets/s");
                report.add(ingest.offer(title, packetsPerSecond));
                goals.offered(title, settings, offered, ingest);
            }
        }
    }

    private static String title(TargetSettings settings, int recorders) {
        return String.format("%s, durable against the loss of %s, %d recorder%s", settings.leg(),
                settings.durability() == Durability.DISK ? "power" : "the process", recorders,
                recorders == 1 ? "" : "s");
    }

    private static Table notMeasured(TargetSettings settings, int recorders, String why) {
        return new Table("ingest", title(settings, recorders),
                List.of(new Line("not measured", List.of(), List.of(why))));
    }

    private Contender contender(Target target, TargetSettings settings, int recorders) {
        Load load = settings.leg() == Leg.UDP
                ? Load.udp(target.address(), recorders, SocketBuffer.packetsUnderWay())
                : Load.tcp(target.address(), recorders);
        return new Contender(target, load);
    }
}
