package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Recorders that push all the time, RTPD, and RTPID that keeps RTPD running. {@link #endsWhole} is the end
 * of every test: whatever happened, the journal has what the recorders have, once.
 */
final class WatchedNetwork implements AutoCloseable {

    static final int UNITS = 4;

    private static final double PACKETS_PER_SECOND = 20;
    private static final double LOSS = 0.05;

    private final Path work;
    private final Path data;
    private final int port;
    private final List<String> options;
    private final List<String> command;
    private RtpidProcess rtpid;
    private Optional<RunningRecorders> recorders = Optional.empty();

    private WatchedNetwork(Path work, Path data, int port, List<String> launcher, List<String> options) {
        this.work = work;
        this.data = data;
        this.port = port;
        this.options = options;
        this.command = new ArrayList<>(launcher);
        command.addAll(List.of("serve", "--data", data.toString(), "--listen", "127.0.0.1:" + port,
                "--min-free", "2MiB", "--http", "127.0.0.1:0", "--report-every", "0"));
        this.rtpid = RtpidProcess.start(work, options, command);
    }

    /** Starts RTPID, which starts RTPD; returns at once. */
    static WatchedNetwork open(Path work, Path data, int port, String... options) {
        return open(work, data, port, RtpdProcess.DISTRIBUTION.resolve("bin/rtpd"), options);
    }

    /** The same, with another program that starts RTPD. */
    static WatchedNetwork open(Path work, Path data, int port, Path launcher, String... options) {
        return new WatchedNetwork(work, data, port, List.of(launcher.toString()), List.of(options));
    }

    /** Starts it all, and waits until packets of all recorders are acknowledged. */
    static WatchedNetwork running(Path work, String... options) {
        WatchedNetwork network = open(work, work.resolve("data"), RtpdProcess.freePort(), options);
        network.startRecorders();
        return network;
    }

    void startRecorders() {
        rtpid.awaitEvent(RtpidProcess.named("ready"));
        recorders = Optional.of(new RunningRecorders(port, UNITS, PACKETS_PER_SECOND, LOSS, 42));
        awaitProgress();
    }

    /** Waits until every recorder got on; fails with what RTPID, and by it RTPD, said. */
    void awaitProgress() {
        try {
            recorders().awaitProgress();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage().lines().map(String::strip)
                    .collect(Collectors.joining(" ")) + "\n" + rtpid.err(), e);
        }
    }

    RunningRecorders recorders() {
        return recorders.orElseThrow();
    }

    RtpidProcess rtpid() {
        return rtpid;
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    /** The one RTPD that there is; fails when there are two. */
    long serverPid() {
        List<Long> holders = ServerJournal.holders(data);
        assertThat(holders).as(() -> rtpid.err()).hasSize(1);
        return holders.get(0);
    }

    /** A signal to RTPD. */
    void signal(String signal) {
        signal(signal, serverPid());
    }

    static void signal(String signal, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
            assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts another RTPID in the place of one that was killed. */
    void startRtpidAgain() {
        rtpid = RtpidProcess.start(work, options, command);
    }

    /** kill -9 of RTPID, and another one at once. */
    void replaceRtpid() {
        rtpid.kill();
        startRtpidAgain();
    }

    /** Kills RTPID and starts it again where a test says so. */
    void replaceRtpidIf(Watch watch) {
        if (watch == Watch.KILLED) {
            replaceRtpid();
        }
    }

    /** What becomes of RTPID in the middle of a test. */
    enum Watch { STAYS, KILLED }

    /** Prints how long something took, for whoever reads the log; no test depends on it. */
    static void tellTime(String what, Instant begin, JsonNode end) {
        System.out.printf("measured: %s: %.1f s%n", what,
                Duration.between(begin, RtpidProcess.time(end)).toMillis() / 1000.0);
    }

    /** Lets the recorders send all they have, ends RTPID, and compares both sides' packets. */
    void endsWhole() throws IOException {
        recorders().finish();
        serverPid();
        // Killed and started again just now, it does not hear SIGTERM before it looks after RTPD.
        rtpid.awaitEvent(RtpidProcess.named("started").or(RtpidProcess.named("adopted")));
        assertThat(rtpid.terminate()).as(() -> rtpid.err()).isZero();
        assertThat(ServerJournal.holders(data)).as("RTPD ended with RTPID").isEmpty();
        assertThat(ServerJournal.packets(data)).isEqualTo(recorders().packets());
        RtpdProcess.run(work, "verify", "--data", data.toString());
    }

    @Override
    public void close() {
        recorders.ifPresent(RunningRecorders::close);
        rtpid.close();
        ServerJournal.holders(data).forEach(pid -> signal("KILL", pid));
    }
}
