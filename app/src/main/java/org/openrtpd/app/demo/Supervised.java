package org.openrtpd.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * RTPID and the RTPD that it keeps running, as processes of this distribution. They end with {@link
 * #close}, and also when this process dies.
 */
final class Supervised implements AutoCloseable {

    /** The launchers of the distribution tell where it lies. */
    private static final String HOME = "openrtpd.home";
    private static final long START_SECONDS = 150;
    private static final long STOP_SECONDS = 60;
    private static final Pattern READY = Pattern.compile("ready .* pid=(\\d{1,18})( .*)?");
    private static final Pattern TOLD = Pattern.compile("\\S+ rtpid: (.*?)( It said last:)?");

    private final Path data;
    private final Path log;
    private final InetSocketAddress address;
    private final InetSocketAddress page;
    private final Process process;
    private final PrintStream out;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile long serverPid;
    private volatile boolean closing;
    private boolean started;

    private Supervised(Path directory, PrintStream out) throws IOException {
        Path home = home();
        this.data = directory.resolve("data");
        this.log = directory.resolve("rtpid.log");
        this.out = out;
        // RTPD comes back at the same addresses, so the system cannot choose them at each start.
        this.address = freeAddress();
        this.page = freeAddress();
        this.process = new ProcessBuilder("sh", home.resolve("lib/guarded.sh").toString(),
                home.resolve("bin/rtpid").toString(), "--state", directory.resolve("rtpid").toString(),
                "--", home.resolve("bin/rtpd").toString(), "serve", "--data", data.toString(),
                "--listen", text(address), "--http", text(page), "--min-free", "1MiB",
                "--report-every", "0").start();
        read(process.getInputStream(), this::said);
        read(process.getErrorStream(), this::logged);
        process.onExit().thenRun(() -> ready.completeExceptionally(new IOException("rtpid ended")));
    }

    /**
     * Starts both and waits until RTPD accepts.
     *
     * @param directory for the data, what RTPID keeps, and the log of both
     * @param out gets a line when RTPD dies, and when it is back
     * @throws CommandFailed when they cannot be started
     */
    static Supervised start(Path directory, PrintStream out) throws InterruptedException {
        Supervised both;
        try {
            both = new Supervised(directory, out);
        } catch (IOException e) {
            throw new CommandFailed("RTPID cannot be started: " + e.getMessage());
        }
        try {
            both.ready.get(START_SECONDS, TimeUnit.SECONDS);
            return both;
        } catch (TimeoutException | ExecutionException e) {
            both.close();
            throw new CommandFailed("RTPD did not start; " + both.log + " tells why");
        } catch (InterruptedException e) {
            both.close();
            throw e;
        }
    }

    private static Path home() {
        return Optional.ofNullable(System.getProperty(HOME)).map(Path::of)
                .filter(home -> Files.exists(home.resolve("bin/rtpid")))
                .orElseThrow(() -> new CommandFailed("the demo starts bin/rtpid and bin/rtpd of the"
                        + " distribution and does not know where it lies; start it as bin/rtpd demo"));
    }

    private static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        for (int tries = 0; ; tries++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(tcp.getLocalSocketAddress())) {
                return (InetSocketAddress) udp.getLocalSocketAddress();
            } catch (IOException e) {
                if (tries == 100) {
                    throw e;
                }
            }
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Takes lines until their end. */
    private interface Lines {
        void take(String line) throws IOException;
    }

    private static void read(InputStream from, Lines to) {
        Thread thread = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    to.take(line);
                }
            } catch (IOException e) {
                System.err.println("what rtpid says cannot be kept: " + e.getMessage());
            }
        }, "demo-rtpid");
        thread.setDaemon(true);
        thread.start();
    }

    private void said(String line) {
        Matcher match = READY.matcher(line);
        if (match.matches()) {
            serverPid = Long.parseLong(match.group(1));
            ready.complete(null);
        }
    }

    private void logged(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Matcher match = TOLD.matcher(line);
        if (!match.matches() || closing) {
            return;
        }
        if (started) {
            out.println("RTPID: " + match.group(1));
        }
        started |= match.group(1).startsWith("ready ");
    }

    Path data() {
        return data;
    }

    /** Where RTPD listens for recorders, also after RTPID started it again. */
    InetSocketAddress address() {
        return address;
    }

    /** Where its page is. */
    String pageUrl() {
        return "http://" + text(page) + "/";
    }

    /** Process number of the RTPD that became ready last. */
    long serverPid() {
        return serverPid;
    }

    /** kill -9. */
    void killServer() {
        ProcessHandle.of(serverPid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Ends RTPID, which ends RTPD, and waits for both. */
    @Override
    public void close() {
        closing = true;
        try {
            process.getOutputStream().close();
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has ended, or is ended now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
