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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as an operator meets it. */
class ServeIT {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    @TempDir Path work;

    private RtpdProcess refused(String... arguments) {
        return RtpdProcess.start(work, arguments);
    }

    @Test
    void shouldPrintOneReadyLineAndEndWithZeroOnTermination() {
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0)) {
            assertThat(server.out()).matches(
                    "ready udp=127\\.0\\.0\\.1:\\d+ tcp=127\\.0\\.0\\.1:\\d+ data=\\S+ pid="
                            + server.pid() + "\n");
            server.terminate();

            assertThat(server.exitCode(STOP_LIMIT)).isZero();
            assertThat(server.out().lines().count()).isEqualTo(1);
            assertThat(server.err()).doesNotContainIgnoringCase("warn").doesNotContain("ERROR");
        }
    }

    @Test
    void shouldCloseConnectionsWithFinWhenItStops() throws IOException {
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0);
                Socket recorder = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            recorder.setSoTimeout(10_000);
            byte[] attach = {1, 2, 0, 0, 0, 14, 0, 0, (byte) 0x9E, 0x16, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0};
            recorder.getOutputStream().write(attach);
            assertThat(recorder.getInputStream().readNBytes(16)).hasSize(16);
            server.terminate();

            // A reset would throw here.
            byte[] rest = recorder.getInputStream().readAllBytes();
            assertThat(rest).as("BREAK, then the end").startsWith(0, 8, 0, 0, 0, 0);
            assertThat(server.exitCode(STOP_LIMIT)).isZero();
        }
    }

    @Test
    void shouldSayThatThePortIsTakenAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RtpdProcess server = refused("serve", "--data", work.resolve("d").toString(),
                        "--listen", "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(server.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
            assertThat(server.err()).contains("127.0.0.1:" + taken.getLocalPort()).contains("--listen");
        }
    }

    @Test
    void shouldSayThatTheUdpPortIsTaken() throws IOException {
        try (DatagramSocket taken =
                        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RtpdProcess server = refused("serve", "--data", work.resolve("d").toString(),
                        "--listen", "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(server.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
            assertThat(server.err()).contains("udp").contains("" + taken.getLocalPort());
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherServerWritesAndNotDisturbIt() throws IOException {
        Path data = work.resolve("data");
        Path file = Recordings.make(work, 0x9C01, 20);
        try (RtpdProcess first = RtpdProcess.serve(work, data, 0);
                RtpdProcess second = refused("serve", "--data", data.toString(), "--listen",
                        "127.0.0.1:0")) {
            assertThat(second.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
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
            assertThat(refused.exitCode(Duration.ofSeconds(20))).isEqualTo(2);
            assertThat(refused.err()).contains("bad.toml:2").contains("lissten").contains("listen");
        }
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0, "--config", good.toString())) {
            assertThat(server.err()).contains("durability=process");
        }
    }

    @Test
    void shouldShowTheDemoFromOneCommand() {
        String out = new String(RtpdProcess.run(work, "demo", "--duration", "4s"));

        assertThat(out).contains(" EH ").contains(" DT ").contains("none lost").contains("in order");
    }
}
