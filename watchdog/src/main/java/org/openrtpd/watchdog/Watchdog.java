package org.openrtpd.watchdog;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openrtpd.watchdog.report.EventLog;

/**
 * Keeps a command running: starts it, waits for its end, says why it ended, pauses, starts it again,
 * and never gives up. {@link #run} returns after {@link #stop}.
 */
final class Watchdog {

    private static final int CANNOT_START = 127;

    private final List<String> command;
    private final Duration grace;
    private final EventLog log;
    private final RestartBackoff backoff = new RestartBackoff();
    private final Object signal = new Object();
    private ServerProcess process;
    private boolean stopping;

    Watchdog(List<String> command, Duration grace, EventLog log) {
        this.command = command;
        this.grace = grace;
        this.log = log;
    }

    void run() throws InterruptedException {
        while (!isStopping()) {
            long begin = System.nanoTime();
            int exitCode = runOnce();
            if (isStopping()) {
                return;
            }
            Duration uptime = Duration.ofNanos(System.nanoTime() - begin);
            Duration pause = backoff.pauseAfter(exitCode, uptime);
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("exitCode", exitCode);
            facts.put("uptimeSeconds", uptime.toMillis() / 1000.0);
            facts.put("restartInSeconds", pause.toSeconds());
            log.tell("exited", "the command ended with " + exitCode + " after " + uptime.toSeconds()
                    + " s: " + RestartBackoff.meaning(exitCode) + ". It is started again in "
                    + pause.toSeconds() + " s", facts);
            pause(pause);
        }
    }

    private int runOnce() throws InterruptedException {
        ServerProcess started;
        synchronized (signal) {
            if (stopping) {
                return 0;
            }
            try {
                started = ServerProcess.start(command);
            } catch (IOException e) {
                log.tell("cannot-start", "the command cannot be started: " + e.getMessage(), Map.of());
                return CANNOT_START;
            }
            process = started;
        }
        log.tell("started", "started, pid " + started.pid() + ": " + String.join(" ", command),
                Map.of("pid", started.pid()));
        int exitCode = started.await();
        synchronized (signal) {
            process = null;
            if (!stopping && exitCode != 0) {
                started.lastLines().forEach(line ->
                        log.tell("last-line", "it said last: " + line, Map.of("line", line)));
            }
        }
        return exitCode;
    }

    private boolean isStopping() {
        synchronized (signal) {
            return stopping;
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        synchronized (signal) {
            for (long left = end - System.nanoTime(); left > 0 && !stopping;
                    left = end - System.nanoTime()) {
                signal.wait(left / 1_000_000 + 1);
            }
        }
    }

    /** Ends the command, and then {@link #run}; any thread. */
    void stop() {
        ServerProcess running;
        synchronized (signal) {
            stopping = true;
            running = process;
            signal.notifyAll();
        }
        if (running == null) {
            return;
        }
        log.tell("stopping", "stopping the command, pid " + running.pid(), Map.of("pid", running.pid()));
        try {
            boolean willing = running.stop(grace);
            log.tell("stopped", willing ? "the command ended"
                    : "the command did not end within " + grace.toSeconds() + " s and was killed",
                    Map.of("pid", running.pid()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
