package org.openrtpd.watchdog.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openrtpd.watchdog.process.ShellCommand.Result.Kind;

/** A command of the operator, run by the shell, with a limit of time and of what is kept of its output. */
public final class ShellCommand {

    private static final int KEPT_BYTES = 16 << 10;
    private static final int KEPT_LINES = 20;

    private final String command;
    private final Duration limit;
    private final Path output;
    private final Runnable breath;

    /**
     * How a command ended.
     *
     * @param outcome what happened, as the end of a sentence
     * @param output the last lines that it printed
     */
    public record Result(Kind kind, String outcome, List<String> output) {

        /** Whether it did what it is for. */
        public enum Kind { GOOD, BAD }

        /** Whether it ended in time, with 0. */
        public boolean isGood() {
            return kind == Kind.GOOD;
        }
    }

    /**
     * @param command as one would type it
     * @param limit after that it is killed
     * @param breath called while waiting, and pauses for a moment
     */
    public ShellCommand(String command, Duration limit, StateDirectory state, Runnable breath) {
        this.command = command;
        this.limit = limit;
        this.output = state.path().resolve("restart-command.log");
        this.breath = breath;
    }

    /** Runs it to its end. */
    public Result run() {
        Process process;
        try {
            process = new ProcessBuilder("sh", "-c", command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        } catch (IOException e) {
            return new Result(Kind.BAD, "cannot be run: " + e.getMessage(), List.of());
        }
        long begin = System.nanoTime();
        while (process.isAlive()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Result(Kind.BAD,
                        "did not end within " + limit.toSeconds() + " s and was killed", lastLines());
            }
            breath.run();
        }
        int code = process.exitValue();
        return new Result(code == 0 ? Kind.GOOD : Kind.BAD, "ended with " + code, lastLines());
    }

    private List<String> lastLines() {
        try {
            byte[] bytes = Files.readAllBytes(output);
            int from = Math.max(0, bytes.length - KEPT_BYTES);
            List<String> lines = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                    .lines().toList();
            return lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(what it said cannot be read: " + e.getMessage() + ")");
        }
    }
}
