package org.openrtpd.app.bench.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Rounds;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;

/**
 * How long RTPD takes from its start until recorders are heard, on journals of some sizes: after it
 * was stopped, after kill -9 with packets just before, and without a checkpoint, when it
 * reads the whole journal. The files are in memory as far as they fit, as when the process died and
 * not the machine.
 */
public final class RecoveryBench {

    private static final long JUST_PUSHED = 20_000;
    private static final double GIB = 1 << 30;
    private static final long MIB = 1 << 20;
    private static final long KIB = 1 << 10;
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private final Workplace workplace;
    private final Report report;
    private final int rounds;
    private final RtpdLauncher launcher;

    public RecoveryBench(Workplace workplace, Report report, int rounds) {
        this.workplace = workplace;
        this.report = report;
        this.rounds = rounds;
        this.launcher = RtpdLauncher.find(workplace);
    }

    /** @param sizes of the journal in bytes */
    public void run(List<Long> sizes) {
        for (long size : sizes) {
            report.progress("recovery: writing a journal of " + text(size));
            Path data = workplace.newPath("journal");
            long entries = MadeJournal.write(data, size);
            report.progress("recovery: " + entries + " entries, " + rounds + " rounds");
            report.add(measure(data, size, entries));
            Workplace.delete(data);
        }
    }

    private Table measure(Path data, long size, long entries) {
        List<Supplier<Double>> starts =
                List.of(() -> afterStop(data), () -> afterKill(data), () -> withoutCheckpoint(data));
        List<Rounds<Double>> seconds = Rounds.inTurns(rounds, starts);
        List<String> remarks = fitsIntoMemory(size) ? List.of() : List.of(
                "not all of the journal fits into free memory: some of it was read from the disk");
        Figure stopped = time(seconds.get(0));
        List<Figure> whole = new ArrayList<>(List.of(time(seconds.get(2))));
        if (size > 0) {
            whole.add(seconds.get(2).figure("for each GiB", "s",
                    all -> Math.max(0, all - stopped.median()) / (size / GIB)));
        }
        return new Table("recovery", String.format(
                "from start to hearing recorders, a journal of %s, %,d packets, in memory", text(size),
                entries), List.of(
                new Line("stopped before", List.of(stopped)),
                new Line(String.format("kill -9, %,d packets just before",
                        JUST_PUSHED), List.of(time(seconds.get(1)))),
                new Line("kill -9, no checkpoint, all is read", whole, remarks)));
    }

    private static String text(long size) {
        return size < GIB ? size / MIB + " MiB" : String.format("%.1f GiB", size / GIB);
    }

    private static Figure time(Rounds<Double> seconds) {
        return seconds.figure("time", "s", Double::doubleValue);
    }

    private double afterStop(Path data) {
        launcher.start(data, TargetSettings.PROCESS_UDP, "").stop();
        return start(data);
    }

    private double afterKill(Path data) {
        Target rtpd = launcher.start(data, TargetSettings.PROCESS_UDP, "");
        JournalFilling.fill(rtpd, JUST_PUSHED);
        rtpd.kill();
        return start(data);
    }

    private double withoutCheckpoint(Path data) {
        try {
            Files.deleteIfExists(data.resolve("journal.checkpoint"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(data);
    }

    /** Seconds until it is ready; it is killed then. */
    private double start(Path data) {
        long begin = System.nanoTime();
        Target rtpd = launcher.start(data, TargetSettings.PROCESS_UDP, "");
        double seconds = (System.nanoTime() - begin) / 1e9;
        rtpd.kill();
        return seconds;
    }

    private static boolean fitsIntoMemory(long size) {
        try {
            Matcher available = AVAILABLE.matcher(Files.readString(MEMORY));
            return available.find() && Long.parseLong(available.group(1)) * KIB > size;
        } catch (IOException e) {
            return false;
        }
    }
}
