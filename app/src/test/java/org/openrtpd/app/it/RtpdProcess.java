package org.openrtpd.app.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code rtpd} command, run from the distribution as a user runs it. */
public final class RtpdProcess implements AutoCloseable {

    static final Path DISTRIBUTION = Path.of("target", "openrtpd").toAbsolutePath();

    /** For what must end: a limit that only something hanging reaches, on the slowest machine. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final AtomicInteger PORTS_GIVEN = new AtomicInteger();
    private static final Pattern READY =
            Pattern.compile("ready udp=(\\S+):(\\d+) tcp=(\\S+):(\\d+) data=(\\S+) pid=(\\d+).*");

    private final Process process;
    private final Path out;
    private final Path err;

    private RtpdProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command; its output is kept below a directory. */
    public static RtpdProcess start(Path logs, String... arguments) {
        return start(logs, Map.of(), arguments);
    }

    private static RtpdProcess start(
            Path logs, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(DISTRIBUTION.resolve("bin/rtpd").toString());
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(logs, arguments[0] + "-", ".out");
            Path err = Path.of(out.toString().replace(".out", ".err"));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new RtpdProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts {@code serve} on a loopback port and waits until it accepts. HTTP is off unless asked
     * for: several servers run at a time, and one port is the default of all.
     */
    public static RtpdProcess serve(Path logs, Path data, int port, String... more) {
        return serve(logs, data, port, Map.of(), more);
    }

    /** The same, with more variables in its environment. */
    public static RtpdProcess serve(
            Path logs, Path data, int port, Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "serve", "--data", data.toString(), "--listen", "127.0.0.1:" + port));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--http")) {
            arguments.addAll(List.of("--http", "off"));
        }
        long begin = System.nanoTime();
        while (true) {
            RtpdProcess server = start(logs, environment, arguments.toArray(new String[0]));
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20))
                    .until(() -> server.out().endsWith("\n") || !server.process.isAlive());
            if (server.process.isAlive()) {
                return server;
            }
            // Between two servers on one port, somebody else may have it for a while.
            if (!server.err().contains("cannot listen on")
                    || System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new AssertionError("serve ended: " + server.err());
            }
        }
    }

    /**
     * A port for a server that is started again on it. It lies below those that the system gives to
     * whoever asks for any port: one of them could be gone when the server comes back.
     */
    static int freePort() {
        long start = ProcessHandle.current().pid() * 16;
        for (int tries = 0; tries < PORTS; tries++) {
            int port = FIRST_PORT + (int) ((start + PORTS_GIVEN.getAndIncrement()) % PORTS);
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (ServerSocket tcp = new ServerSocket(); DatagramSocket udp = new DatagramSocket(null)) {
                tcp.bind(address);
                udp.bind(address);
                return port;
            } catch (IOException e) {
                // Taken: the next one.
            }
        }
        throw new AssertionError("no port is free");
    }

    /** Port that {@code serve} said it listens on. */
    public int port() {
        Matcher ready = READY.matcher(out().strip());
        if (!ready.matches()) {
            throw new AssertionError("not a ready line: " + out());
        }
        return Integer.parseInt(ready.group(2));
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    String out() {
        return read(out);
    }

    byte[] outBytes() {
        try {
            return Files.readAllBytes(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end and gives the exit code. */
    public int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + limit + ": " + err());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    public void terminate() {
        process.destroy();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        exitCode(LIMIT);
    }

    /** Runs a command to its end and gives what it printed; fails unless it exits with 0. */
    static byte[] run(Path logs, String... arguments) {
        try (RtpdProcess command = start(logs, arguments)) {
            int exit = command.exitCode(LIMIT);
            if (exit != 0) {
                throw new AssertionError(String.join(" ", arguments) + " exited with " + exit + ": "
                        + command.out() + command.err());
            }
            return command.outBytes();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
