package org.openrtpd.app.bench.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.Leg;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.storage.journal.Durability;

/**
 * How long RTPD takes from its start until recorders are heard, on journals of some sizes, after it
 * was killed. The files are in memory, as they are when the process died and not the machine.
 */
public final class RecoveryBench {

    private static final long PACKET_BYTES = 1100;
    private static final TargetSettings SETTINGS =
            new TargetSettings(Leg.UDP, Durability.PROCESS, Duration.ofMillis(2), Page.OFF);

    private final Workplace workplace;
    private final Report report;
    private final int rounds;

    public RecoveryBench(Workplace workplace, Report report, int rounds) {
        this.workplace = workplace;
        this.report = report;
        this.rounds = rounds;
    }

    /** @param sizes of the journal in bytes */
    public void run(List<Long> sizes) {
        RtpdLauncher launcher = RtpdLauncher.find(workplace);
        List<Line> lines = new ArrayList<>();
        for (long size : sizes) {
            long packets = size / PACKET_BYTES;
            report.progress("recovery: a journal of " + packets + " packets");
            Path data = workplace.newPath("journal");
            Target rtpd = launcher.start(data, SETTINGS, "");
            long filled = packets == 0 ? 0 : JournalFilling.fill(rtpd, packets);
            rtpd.stop();
            lines.add(new Line(String.format("%,d packets", filled), figures(launcher, data)));
            Workplace.delete(data);
        }
        report.add(new Table("recovery", "from start to hearing recorders, after kill -9", lines));
    }

    private List<Figure> figures(RtpdLauncher launcher, Path data) {
        double[] seconds = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            Target rtpd = launcher.start(data, SETTINGS, "");
            seconds[i] = (System.nanoTime() - begin) / 1e9;
            rtpd.stop();
        }
        return List.of(Figure.of("time", "s", seconds));
    }
}
