package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as an operator meets it. */
class ServeIT {

    /** What is promised of a stop; measured by the log's own times, which bear no JVM's start. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration LIMIT = RtpdProcess.LIMIT;

    @TempDir Path work;

    private RtpdProcess refused(String... arguments) {
        return RtpdProcess.start(work, arguments);
    }

    @Test
    void shouldPrintOneReadyLineAndEndWithZeroOnTermination() throws IOException {
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0)) {
            assertThat(server.out()).matches(
                    "ready udp=127\\.0\\.0\\.1:\\d+ tcp=127\\.0\\.0\\.1:\\d+ data=\\S+ pid="
                            + server.pid() + "\n");
            server.terminate();

            assertThat(server.exitCode(LIMIT)).isZero();
            assertThat(server.out().lines().count()).isEqualTo(1);
            assertThat(ourLines(server)).isNotEmpty().noneMatch(
                    line -> line.contains(" WARN ") || line.contains(" ERROR "));
            Duration stop = Duration.between(
                    timeOf(server, "stopping: "), timeOf(server, "stopped; "));
            assertThat(stop).isLessThan(STOP_LIMIT);
        }
    }

    /** Libraries warn of slow disks and processors, which says nothing of the server. */
    private static List<String> ourLines(RtpdProcess server) throws IOException {
        Set<String> ourLoggers = new HashSet<>();
        for (String module : List.of("app", "storage")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.forEach(f -> ourLoggers.add(f.getFileName().toString().replace(".java", "")));
            }
        }
        return server.err().lines().filter(line -> {
            String[] words = line.split(" +", 4);
            return words.length == 4 && ourLoggers.contains(words[2]);
        }).toList();
    }

    private static Instant timeOf(RtpdProcess server, String what) {
        return server.err().lines().filter(line -> line.contains(" - " + what))
                .map(line -> Instant.parse(line.substring(0, line.indexOf(' ')))).findFirst().orElseThrow();
    }

    @Test
    void shouldCloseConnectionsWithFinWhenItStops() throws IOException {
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0);
                Socket recorder = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            recorder.setSoTimeout((int) LIMIT.toMillis());
            byte[] attach = {1, 2, 0, 0, 0, 14, 0, 0, (byte) 0x9E, 0x16, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0};
            recorder.getOutputStream().write(attach);
            assertThat(recorder.getInputStream().readNBytes(16)).hasSize(16);
            server.terminate();

            // A reset would throw here.
            byte[] rest = recorder.getInputStream().readAllBytes();
            assertThat(behindKeepAlives(rest)).as("BREAK, then the end").startsWith(0, 8, 0, 0, 0, 0);
            assertThat(server.exitCode(LIMIT)).isZero();
        }
    }

    /** The server sends NOP after 20 s of its own silence, which a busy machine may bring about. */
    private static byte[] behindKeepAlives(byte[] frames) {
        byte[] nop = {0, 2, 0, 0, 0, 0};
        int at = 0;
        while (Arrays.equals(frames, at, Math.min(frames.length, at + nop.length), nop, 0, nop.length)) {
            at += nop.length;
        }
        return Arrays.copyOfRange(frames, at, frames.length);
    }

    @Test
    void shouldSayThatThePortIsTakenAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RtpdProcess server = refused("serve", "--data", work.resolve("d").toString(),
                        "--listen", "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(server.exitCode(LIMIT)).isEqualTo(4);
            assertThat(server.err()).contains("127.0.0.1:" + taken.getLocalPort()).contains("--listen");
        }
    }

    @Test
    void shouldSayThatTheUdpPortIsTaken() throws IOException {
        try (DatagramSocket taken =
                        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RtpdProcess server = refused("serve", "--data", work.resolve("d").toString(),
                        "--listen", "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(server.exitCode(LIMIT)).isEqualTo(4);
            assertThat(server.err()).contains("udp").contains("" + taken.getLocalPort());
        }
    }

    @Test
    void shouldTellATakenPortOfThePageFromASettingThatCannotBeUsed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RtpdProcess noAddress = refused("serve", "--data", work.resolve("d").toString(),
                        "--listen", "127.0.0.1:0", "--http", "127.0.0.1:" + taken.getLocalPort());
                RtpdProcess noToken = refused("serve", "--data", work.resolve("e").toString(),
                        "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--http-token",
                        work.resolve("none").toString())) {
            assertThat(noAddress.exitCode(LIMIT)).isEqualTo(4);
            assertThat(noAddress.err()).contains("HTTP on 127.0.0.1:" + taken.getLocalPort(), "--http");
            assertThat(noToken.exitCode(LIMIT)).isEqualTo(2);
            assertThat(noToken.err()).contains("--http-token " + work.resolve("none")
                    + ": there is no such file");
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherServerWritesAndNotDisturbIt() throws IOException {
        Path data = work.resolve("data");
        Path file = Recordings.make(work, 0x9C01, 20);
        try (RtpdProcess first = RtpdProcess.serve(work, data, 0);
                RtpdProcess second = refused("serve", "--data", data.toString(), "--listen",
                        "127.0.0.1:0")) {
            assertThat(second.exitCode(LIMIT)).isEqualTo(3);
            assertThat(second.err()).contains("is being written by pid " + first.pid());

            RtpdProcess.run(work, "send", file.toString(), "--to", first.address());
            assertThat(RtpdProcess.run(work, "tail", "--data", data.toString(), "--format", "raw"))
                    .isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void shouldTakeSettingsFromTheConfigurationFileAndRefuseUnknownOnes() throws IOException {
        Path data = work.resolve("data");
        Path good = Files.writeString(work.resolve("good.toml"),
                "data = \"" + data + "\"\nlisten = \"127.0.0.1:0\"\ndurability = \"process\"\n");
        Path bad = Files.writeString(work.resolve("bad.toml"), "\nlissten = \"127.0.0.1:0\"\n");
        try (RtpdProcess refused = refused("serve", "--config", bad.toString())) {
            assertThat(refused.exitCode(LIMIT)).isEqualTo(2);
            assertThat(refused.err()).contains("bad.toml:2").contains("lissten").contains("listen");
        }
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0, "--config", good.toString())) {
            assertThat(server.err()).contains("durability=process");
        }
    }

    @Test
    void shouldShowTheDemoFromOneCommand() {
        String out = new String(RtpdProcess.run(work, "demo", "--duration", "4s", "--loss", "0.05"));

        assertThat(out).contains(" EH ").contains(" DT ").contains("none lost").contains("in order");
    }
}
