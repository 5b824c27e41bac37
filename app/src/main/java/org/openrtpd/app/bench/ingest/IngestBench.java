package org.openrtpd.app.bench.ingest;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.bench.load.Load;
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
    private final Control control;
    private final IngestGoals goals;

    public IngestBench(Workplace workplace, Report report, Pacing pacing, List<OfferedRate> rates,
            Duration commitInterval, Page page, Control control) {
        this.workplace = workplace;
        this.report = report;
        this.pacing = pacing;
        this.rates = List.copyOf(rates);
        this.commitInterval = commitInterval;
        this.page = page;
        this.control = control;
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
                        run(rtpd, floor, settings, count);
                    }
                }
            }
        }
    }

    private void run(
            RtpdLauncher rtpdLauncher, FloorLauncher floorLauncher, TargetSettings settings, int recorders) {
        String title = title(settings, recorders);
        try (Contenders servers = new Contenders()) {
            Contender rtpd = servers.add(contender(rtpdLauncher.start(settings), "", settings, recorders));
            servers.add(contender(floorLauncher.start(settings), "", settings, recorders));
            if (control == Control.ON) {
                servers.add(contender(floorLauncher.start(settings), " again", settings, recorders));
            }
            report.progress(title + ": warming up");
            long warm = rtpd.warmUp(pacing.warmUpPackets(), pacing.warmUpMillis());
            servers.all().stream().skip(1).forEach(
                    floor -> floor.warmUp(pacing.warmUpPackets() / 10, pacing.warmUpMillis() / 10));
            report.progress(title + ": warm after " + warm + " packets; " + pacing.rounds() + " rounds");
            IngestCase ingest = new IngestCase(servers.all(), pacing);
            report.add(ingest.saturate(title));
            goals.saturated(title, settings, recorders, ingest);
            for (OfferedRate offered : rates) {
                long packetsPerSecond = offered.of(ingest.rate().median());
                report.progress(title + ": " + packetsPerSecond + " packets/s");
                report.add(ingest.offer(title, packetsPerSecond));
                goals.offered(title, settings, offered, ingest);
            }
        }
    }

    private static String title(TargetSettings settings, int recorders) {
        return String.format("%s, %s, %d recorder%s", settings.leg(), settings.promise(), recorders,
                recorders == 1 ? "" : "s");
    }

    private static Table notMeasured(TargetSettings settings, int recorders, String why) {
        return new Table("ingest", title(settings, recorders),
                List.of(new Line("not measured", List.of(), List.of(why))));
    }

    private static Contender contender(
            Target target, String suffix, TargetSettings settings, int recorders) {
        Load load = settings.leg() == Leg.UDP
                ? Load.udp(target.address(), recorders, SocketBuffer.packetsUnderWay())
                : Load.tcp(target.address(), recorders);
        return new Contender(target.name() + suffix, target, load);
    }
}
