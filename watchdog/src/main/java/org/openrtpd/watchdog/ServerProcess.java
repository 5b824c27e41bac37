package org.openrtpd.watchdog;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the command: its output goes on to ours, its last lines are kept. */
final class ServerProcess {

    private static final int KEPT_LINES = 20;
    private static final long READER_MILLIS = 1000;

    private final Process process;
    private final Thread reader;
    private final RecentLines lastLines = new RecentLines(KEPT_LINES);

    private ServerProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::passOn, "rtpid-stderr");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the command.
     *
     * @throws IOException when there is no such program
     */
    static ServerProcess start(List<String> command) throws IOException {
        return new ServerProcess(new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private void passOn() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.err.println(line);
                lastLines.add(line);
            }
        } catch (IOException | UncheckedIOException e) {
            lastLines.add("(its output could not be read: " + e.getMessage() + ")");
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the end. */
    int await() throws InterruptedException {
        int code = process.waitFor();
        reader.join(READER_MILLIS);
        return code;
    }

    /** What it printed last on stderr. */
    List<String> lastLines() {
        return lastLines.all();
    }

    /** Asks it to end, and ends it when it does not; true when it ended by itself. */
    boolean stop(Duration grace) throws InterruptedException {
        process.destroy();
        if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        process.destroyForcibly().waitFor();
        return false;
    }
}
