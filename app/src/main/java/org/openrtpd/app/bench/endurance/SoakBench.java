package org.openrtpd.app.bench.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.bench.load.Load;
import org.openrtpd.app.bench.load.LoadResult;
import org.openrtpd.app.bench.load.Schedule;
import org.openrtpd.app.bench.load.Span;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Goal;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.ProcessMemory;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.Scraper;
import org.openrtpd.app.bench.target.SocketBuffer;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.terminal.CommandFailed;

/** One long run at a fixed rate: memory, pauses, and acknowledgements that were lost or late. */
public final class SoakBench {

    private static final Duration ATTACH = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int WARM_UP = 10;
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final int MOST_SETTLING = 12;
    private static final double SETTLED = 1.01;
    /** So little that it is full long before a quarter of a gigabyte would be. */
    private static final String[] HISTORY_OF_PAGE = {"--live-memory", "32MiB"};
    private static final int PERCENT = 100;
    private static final long ENTRY_BYTES = 1100;
    private static final double MIB = 1 << 20;
    private static final double MOST_PAUSES = 99.9;
    private static final double MOST_PAUSE_MILLIS = 10;
    private static final double MOST_GROWTH = 1.1;

    private final Workplace workplace;
    private final Report report;
    private final TargetSettings settings;
    private final int recorders;

    public SoakBench(Workplace workplace, Report report, TargetSettings settings, int recorders) {
        this.workplace = workplace;
        this.report = report;
        this.settings = settings;
        this.recorders = recorders;
    }

    /**
     * @param percent of the packets a second that RTPD took at most in the warm-up
     * @throws CommandFailed when the disk has no room for that many packets
     */
    public void run(Duration duration, int percent) {
        Path log = workplace.newPath("gc.log");
        try (Target rtpd = RtpdLauncher.find(workplace)
                        .start(workplace.newPath("rtpd"), settings, GcLog.option(log),
                                HISTORY_OF_PAGE);
                Load load = Load.udp(rtpd.address(), recorders, SocketBuffer.packetsUnderWay())) {
            report.progress("soak: finding the most that RTPD takes");
            load.attach(ATTACH);
            double most = 0;
            for (int i = 0; i < WARM_UP; i++) {
                LoadResult result = load.run(Schedule.saturating(), STEP, Span.UNOBSERVED);
                most = Math.max(most, result.packetsPerSecond());
            }
            long rate = Math.max(1, Math.round(most * percent / PERCENT));
            requireRoom(rate * duration.plus(SETTLING.multipliedBy(MOST_SETTLING)).toSeconds()
                    * ENTRY_BYTES);
            ProcessMemory before = settled(rtpd, load, rate);
            int pausesBefore = GcLog.pauseMillis(log).size();
            Optional<ForceBuckets> forcesBefore = forces(rtpd);
            report.progress("soak: " + rate + " packets/s for " + duration.toSeconds() + " s");
            LoadResult result = load.run(Schedule.atRate(rate), duration, Span.UNOBSERVED);
            ProcessMemory after = ProcessMemory.of(rtpd.pid());
            Optional<ForceBuckets> forces = forces(rtpd)
                    .map(total -> total.since(forcesBefore.orElseThrow()));
            List<Double> pauses = GcLog.pauseMillis(log);
            List<Double> during = pauses.subList(pausesBefore, pauses.size());
            report.add(table(rate, duration, result, List.of(before, after), during, forces));
            goals(result, before, after, during);
        }
    }

    /** Goes on until memory has stopped to grow: what the page keeps has a bound, and has reached it. */
    private ProcessMemory settled(Target rtpd, Load load, long rate) {
        ProcessMemory last = ProcessMemory.of(rtpd.pid());
        for (int i = 0; i < MOST_SETTLING; i++) {
            report.progress("soak: " + rate + " packets/s until memory stays as it is");
            load.run(Schedule.atRate(rate), SETTLING, Span.UNOBSERVED);
            ProcessMemory now = ProcessMemory.of(rtpd.pid());
            if (now.heapBytes() <= last.heapBytes() * SETTLED
                    && now.residentBytes() <= last.residentBytes() * SETTLED) {
                return now;
            }
            last = now;
        }
        return last;
    }

    /** Of a server that has no page nothing is known. */
    private Optional<ForceBuckets> forces(Target rtpd) {
        return settings.page() == Page.ON
                ? Optional.of(ForceBuckets.of(new Scraper(rtpd.http()).text())) : Optional.empty();
    }

    private void requireRoom(long bytes) {
        try {
            long free = Files.getFileStore(workplace.directory()).getUsableSpace();
            if (free < bytes) {
                throw new CommandFailed(String.format("so many packets take %,.0f MiB, and %s has %,.0f:"
                        + " name another place with --dir, or a shorter --duration or lower --percent",
                        bytes / MIB, workplace.directory(), free / MIB));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Table table(long rate, Duration duration, LoadResult result, List<ProcessMemory> memory,
            List<Double> pauses, Optional<ForceBuckets> forces) {
        List<Figure> figures = new ArrayList<>(List.of(
                one("packets", "", result.packets()),
                one("p50", "ms", millis(result, 50)), one("p99", "ms", millis(result, 99)),
                one("p99.9", "ms", millis(result, 99.9)),
                one("late", "", result.late()), one("resent", "", result.resent()),
                one("unacknowledged", "", result.unacknowledged())));
        List<Line> lines = new ArrayList<>(List.of(new Line("acknowledgements", figures)));
        lines.add(memoryLine("memory before", memory.get(0)));
        lines.add(memoryLine("memory after", memory.get(1)));
        double[] sorted = sorted(pauses);
        lines.add(new Line("pauses of the collector", List.of(one("count", "", sorted.length),
                one("p99.9", "ms", percentile(sorted, MOST_PAUSES)),
                one("longest", "ms", percentile(sorted, PERCENT)))));
        forces.ifPresent(times -> lines.add(forcesLine(times)));
        return new Table("soak", String.format("UDP, %s, %d recorders, %d packets/s for %d s",
                settings.promise(), recorders, rate, duration.toSeconds()), lines);
    }

    private void goals(LoadResult result, ProcessMemory before, ProcessMemory after,
            List<Double> pauses) {
        report.goal(Goal.atMost("soak: p99.9 of the collector's pauses",
                one("", "ms", percentile(sorted(pauses), MOST_PAUSES)), MOST_PAUSE_MILLIS));
        report.goal(Goal.atMost("soak: heap behind, of that before",
                one("", "", (double) after.heapBytes() / before.heapBytes()), MOST_GROWTH));
        report.goal(Goal.atMost("soak: resident memory behind, of that before",
                one("", "", (double) after.residentBytes() / before.residentBytes()), MOST_GROWTH));
        report.goal(Goal.atMost("soak: acknowledgements late or missing",
                one("", "", result.late() + result.unacknowledged()), 0));
    }

    private static double[] sorted(List<Double> pauses) {
        return pauses.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static Line memoryLine(String name, ProcessMemory memory) {
        return new Line(name, List.of(one("heap", "MiB", memory.heapBytes() / MIB),
                one("resident", "MiB", memory.residentBytes() / MIB)));
    }

    private static Line forcesLine(ForceBuckets forces) {
        List<Figure> figures = List.of(
                one("p50", "ms", forces.millis(50)), one("p99", "ms", forces.millis(99)),
                one("p99.9", "ms", forces.millis(99.9)), one("count", "", forces.count()),
                one("longest", "ms", forces.millis(PERCENT)));
        return new Line("forces of the disk",
                figures.stream().filter(figure -> Double.isFinite(figure.median())).toList(),
                List.of("each at most that long; where no time stands, longer than RTPD's metrics tell"));
    }

    private static double millis(LoadResult result, double percentile) {
        return result.latency().getValueAtPercentile(percentile) / 1e6;
    }

    /** Smallest value that so many percent do not exceed; 0 of none. */
    static double percentile(double[] sorted, double percent) {
        return sorted.length == 0 ? 0
                : sorted[(int) Math.max(0, Math.ceil(sorted.length * percent / PERCENT) - 1)];
    }

    private static Figure one(String name, String unit, double value) {
        return Figure.of(name, unit, value);
    }
}
