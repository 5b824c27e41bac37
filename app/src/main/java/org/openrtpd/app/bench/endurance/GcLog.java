package org.openrtpd.app.bench.endurance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.app.terminal.CommandFailed;

/** Pauses in a log that a JVM wrote with {@code -Xlog:gc,gc+phases}. */
final class GcLog {

    /**
     * As in "[1.234s][info][gc] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 9M->4M(60M) 1.2ms", or of
     * ZGC "[1.234s][info][gc,phases] GC(3) Pause Mark Start 0.012ms".
     */
    private static final Pattern PAUSE = Pattern.compile("GC\\(\\d+\\) Pause .* ([0-9.]+)ms$");

    /** Pauses that the benchmark itself asked for. */
    private static final String ASKED_FOR = "Heap Inspection Initiated GC";

    private GcLog() {}

    /** The option that makes a JVM write the log. */
    static String option(Path file) {
        return "-Xlog:gc,gc+phases:file=" + file;
    }

    /** Milliseconds of each pause, without those that the benchmark caused. */
    static List<Double> pauseMillis(Path file) {
        try {
            return pauseMillis(Files.readAllLines(file));
        } catch (IOException e) {
            throw new CommandFailed("cannot read the log of the garbage collector: " + e);
        }
    }

    static List<Double> pauseMillis(List<String> lines) {
        return lines.stream().filter(line -> !line.contains(ASKED_FOR)).map(PAUSE::matcher)
                .filter(Matcher::find).map(pause -> Double.parseDouble(pause.group(1))).toList();
    }
}
