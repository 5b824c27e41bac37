package org.openrtpd.watchdog.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the operator's command for each alarm, one after the other, with the facts as a JSON object on
 * its standard input. A thread of its own does it: a command that hangs, fails or is slow holds nobody
 * up, and is told of.
 */
public final class AlarmHook implements AutoCloseable {

    private static final int MOST_WAITING = 64;
    private static final long POLL_MILLIS = 100;

    private final String command;
    private final Duration limit;
    private final Consumer<String> complaints;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(this::run, "rtpid-alarms");
    private volatile Optional<Process> running = Optional.empty();
    private volatile boolean closing;

    private AlarmHook(String command, Duration limit, Consumer<String> complaints) {
        this.command = command;
        this.limit = limit;
        this.complaints = complaints;
    }

    /**
     * Begins to wait for alarms.
     *
     * @param command run by {@code sh -c}
     * @param limit after which one run of it is killed
     * @param complaints told, by any thread, what went wrong with the command
     */
    public static AlarmHook open(String command, Duration limit, Consumer<String> complaints) {
        AlarmHook hook = new AlarmHook(command, limit, complaints);
        hook.thread.setDaemon(true);
        hook.thread.start();
        return hook;
    }

    /** Has the command run with these facts; at once when none is under way. Never waits. */
    public void tell(Map<String, Object> facts) {
        if (!waiting.offer(JsonText.of(facts))) {
            complaints.accept("an alarm was not passed on: " + MOST_WAITING + " wait for the alarm"
                    + " command already; it is too slow");
        }
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                String facts = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (facts != null) {
                    run(facts);
                }
            }
        } catch (InterruptedException e) {
            running.ifPresent(AlarmHook::kill);
        }
    }

    private void run(String facts) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            complaints.accept("the alarm command cannot be run: " + e.getMessage());
            return;
        }
        running = Optional.of(process);
        // Also ends a write to a command that does not read.
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> tooLong(process));
        try (OutputStream input = process.getOutputStream()) {
            input.write((facts + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It need not read, and may have ended before it could.
        }
        int exitCode = process.waitFor();
        running = Optional.empty();
        if (exitCode != 0) {
            complaints.accept("the alarm command ended with " + exitCode);
        }
    }

    private void tooLong(Process process) {
        if (process.isAlive()) {
            complaints.accept("the alarm command did not end within " + limit.toMillis()
                    + " ms and is killed");
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Waits for what is still to be told, at most as long as one command may take. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(limit.toMillis() + POLL_MILLIS * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
