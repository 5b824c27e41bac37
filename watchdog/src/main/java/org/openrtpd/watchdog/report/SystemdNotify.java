package org.openrtpd.watchdog.report;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells systemd how RTPID is, when systemd has started it as {@code Type=notify}: ready, alive,
 * stopping (sd_notify(3)). Does nothing where systemd is not. One thread at a time.
 */
public final class SystemdNotify {

    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String WATCHDOG_MICROS = "WATCHDOG_USEC";
    private static final String WATCHDOG_PID = "WATCHDOG_PID";
    private static final long NANOS_PER_MICRO = 1000;
    private static final int LONGEST_STATUS = 500;

    private final LongSupplier nanoTime;
    private final Consumer<String> complaints;
    private final long pauseNanos;
    private final Optional<UnixDatagrams> systemd;
    private long aliveAtNanos;
    private boolean failing;

    private SystemdNotify(Optional<UnixDatagrams> systemd, long pauseNanos, LongSupplier nanoTime,
            Consumer<String> complaints) {
        this.systemd = systemd;
        this.pauseNanos = pauseNanos;
        this.nanoTime = nanoTime;
        this.complaints = complaints;
        this.aliveAtNanos = nanoTime.getAsLong();
    }

    /** What this process was told by systemd; complains once on stderr when that does not work. */
    public static SystemdNotify fromEnvironment() {
        return of(System.getenv(), System::nanoTime,
                sentence -> System.err.println("rtpid: " + sentence));
    }

    static SystemdNotify of(Map<String, String> environment, LongSupplier nanoTime,
            Consumer<String> complaints) {
        String path = environment.get(SOCKET);
        if (path == null) {
            return new SystemdNotify(Optional.empty(), 0, nanoTime, complaints);
        }
        try {
            return new SystemdNotify(Optional.of(UnixDatagrams.to(path)), pause(environment), nanoTime,
                    complaints);
        } catch (IOException | NumberFormatException e) {
            complaints.accept(failed(path, e));
            return new SystemdNotify(Optional.empty(), 0, nanoTime, complaints);
        }
    }

    private static String failed(String path, Exception e) {
        return "systemd cannot be told anything at " + SOCKET + "=" + path + ": " + e.getMessage();
    }

    /** Half of what systemd waits; 0 when it does not, or waits for another process. */
    private static long pause(Map<String, String> environment) {
        String micros = environment.get(WATCHDOG_MICROS);
        String own = Long.toString(ProcessHandle.current().pid());
        if (micros == null || !environment.getOrDefault(WATCHDOG_PID, own).equals(own)) {
            return 0;
        }
        return Long.parseLong(micros) * NANOS_PER_MICRO / 2;
    }

    /** The start is over. */
    public void ready() {
        send("READY=1");
    }

    /** RTPID goes on; says so as often as systemd wants to hear it, however often this is called. */
    public void alive() {
        long now = nanoTime.getAsLong();
        if (pauseNanos > 0 && now - aliveAtNanos >= 0) {
            aliveAtNanos = now + pauseNanos;
            send("WATCHDOG=1");
        }
    }

    /** The end has begun. */
    public void stopping() {
        send("STOPPING=1");
    }

    /** One line for {@code systemctl status}; control characters become blanks. */
    public void status(String sentence) {
        String line = sentence.replaceAll("\\p{Cntrl}", " ");
        send("STATUS=" + line.substring(0, Math.min(LONGEST_STATUS, line.length())));
    }

    private void send(String text) {
        if (systemd.isEmpty()) {
            return;
        }
        try {
            systemd.get().send(text);
            failing = false;
        } catch (IOException e) {
            // It may only be slow to read: without the next sign of life it would kill RTPID.
            if (!failing) {
                failing = true;
                complaints.accept("systemd could not be told " + text + ": " + e.getMessage()
                        + "; it is told what comes next");
            }
        }
    }
}
