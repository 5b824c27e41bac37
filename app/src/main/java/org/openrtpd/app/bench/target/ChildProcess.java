package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.app.terminal.CommandFailed;

/** A program started for a benchmark, which says in one line that it is ready, and where. */
final class ChildProcess {

    private static final long POLL_MILLIS = 5;
    private static final int SHOWN = 2000;
    private static final Pattern READY = Pattern.compile("ready (\\d+)\\R");
    private static final Duration START = Duration.ofMinutes(1);

    private final Workplace workplace;
    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(Workplace workplace, Process process, Path out, Path err) {
        this.workplace = workplace;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a program with settings of ours in the environment instead of the user's. */
    static ChildProcess start(
            Workplace workplace, List<String> command, Map<String, String> environment) {
        String name = Path.of(command.get(0)).getFileName().toString();
        Path out = workplace.newPath(name + ".out");
        Path err = workplace.newPath(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(
                key -> key.startsWith("RTPD_") && !key.startsWith("RTPD_JAVA"));
        builder.environment().putAll(environment);
        try {
            ChildProcess child = new ChildProcess(workplace, builder.start(), out, err);
            workplace.add(child);
            return child;
        } catch (IOException e) {
            throw new CommandFailed("cannot start " + command.get(0) + ": " + e.getMessage());
        }
    }

    /** Waits for the line with its port that a program of the benchmark prints. */
    InetSocketAddress awaitReady() {
        return awaitReady(READY, START);
    }

    /**
     * Waits for the line that says it is ready.
     *
     * @param line its first group is the port, on the loopback
     * @throws CommandFailed when it ends before, or says nothing in that time
     */
    InetSocketAddress awaitReady(Pattern line, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            Matcher matcher = line.matcher(read(out));
            if (matcher.find()) {
                return new InetSocketAddress("127.0.0.1", Integer.parseInt(matcher.group(1)));
            }
            if (!process.isAlive()) {
                throw new CommandFailed("a process of the benchmark ended at once: " + read(err));
            }
            pause();
        }
        kill();
        throw new CommandFailed("a process of the benchmark was not ready in " + limit.toSeconds()
                + " s: " + read(err));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file);
            return text.length() <= SHOWN ? text : text.substring(text.length() - SHOWN);
        } catch (IOException e) {
            return "";
        }
    }

    Path err() {
        return err;
    }

    /** Where what it prints is kept. */
    Path out() {
        return out;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
    }

    /**
     * Asks it to end, and waits until it is gone.
     *
     * @throws CommandFailed when it stays for a minute
     */
    void stop() {
        process.destroy();
        awaitEnd();
        if (process.isAlive()) {
            kill();
            throw new CommandFailed("a process of the benchmark did not stop in a minute: " + read(err));
        }
        workplace.remove(this);
    }

    /** Ends it at once, and waits until it is gone. */
    void end() {
        kill();
        awaitEnd();
        workplace.remove(this);
    }

    void awaitEnd() {
        try {
            process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
