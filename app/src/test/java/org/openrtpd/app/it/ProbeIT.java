package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.watchdog.probe.FlowLimits;
import org.openrtpd.watchdog.probe.FlowProbe;
import org.openrtpd.watchdog.probe.FlowState;
import org.openrtpd.watchdog.probe.IngestProbe;
import org.openrtpd.watchdog.probe.ProbeOutcome;

/** What RTPID does to look at RTPD: it finds out, and leaves no trace that anybody sees. */
class ProbeIT {

    private static final Duration LIMIT = RtpdProcess.LIMIT;
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final String EVERYTHING =
            "0002 00000000 000b 00000004 00001267"
                    + "0003 00000020 00000000 0003ffff 000000ff 0000001e 00000001 00000000 00000000 00000000";

    @TempDir Path work;

    private static InetSocketAddress address(RtpdProcess server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private static ProbeOutcome probe(RtpdProcess server) {
        return new IngestProbe(address(server), LIMIT).probe();
    }

    private String run(String... arguments) {
        return new String(RtpdProcess.run(work, arguments), StandardCharsets.UTF_8);
    }

    @Test
    void shouldAcknowledgeProbesAndShowThemToNobodyButVerify() throws IOException {
        Path file = Recordings.make(work, 0x9E16, 10);
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0, "--allow-unit", "9E16",
                        "--max-units", "1");
                ScriptedClient client = new ScriptedClient(server.port())) {
            client.send(EVERYTHING).read(6 + 10 + 38);
            assertThat(probe(server)).isEqualTo(ProbeOutcome.ACKNOWLEDGED);
            run("send", file.toString(), "--to", server.address());
            assertThat(probe(server)).isEqualTo(ProbeOutcome.ACKNOWLEDGED);

            for (int i = 0; i < 10; i++) {
                assertThat(client.header()).isEqualTo("000d00000400");
                client.read(4);
                assertThat(client.read(1024)).as("packet %d", i).startsWith("4454").contains("9e16");
            }
            try (FlowProbe flow = FlowProbe.open(address(server), FlowLimits.defaults())) {
                await().atMost(LIMIT).until(() -> flow.view().state() == FlowState.ATTACHED);
                assertThat(flow.view().lastPackets()).containsOnlyKeys(0x9E16);
                assertThat(flow.view().serverPid()).hasValue(server.pid());
            }
        }

        assertThat(RtpdProcess.run(work, "tail", "--data", data.toString(), "--format", "raw"))
                .isEqualTo(Files.readAllBytes(file));
        String[] shown = {"FFFFFFF0", "FFF0", "RTPID", "\"SH\""};
        assertThat(run("tail", "--data", data.toString())).contains("9E16").doesNotContain(shown);
        assertThat(run("tail", "--data", data.toString(), "--format", "json")).doesNotContain(shown);
        assertThat(run("decode", "--data", data.toString())).contains("9E16").doesNotContain(shown);
        assertThat(run("gaps", "--data", data.toString())).contains("9E16").doesNotContain(shown);
        assertThat(run("verify", "--data", data.toString()))
                .contains("packets=10 units=1").contains("probes=2").contains("ok: ");
    }

    @Test
    void shouldAcknowledgeAProbeAfterEveryRestartAndNeverTakeItForAGap() {
        Path data = work.resolve("data");
        for (int start = 0; start < 2; start++) {
            try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
                assertThat(probe(server)).isEqualTo(ProbeOutcome.ACKNOWLEDGED);
                assertThat(server.err()).contains(" 0 units known").doesNotContain("probe");
                server.kill();
            }
        }

        assertThat(run("verify", "--data", data.toString()))
                .contains("units=0 numberings=0").contains("gapMarkers=0").contains("probes=2");
    }

    @Test
    void shouldTakeProbesInFromHereThoughOnlyRecordersOfOtherNetworksAreHeard() {
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0, "--allow-network",
                "192.0.2.0/24", "--allow-probe", "198.51.100.0/24")) {
            assertThat(probe(server)).as("from an address of this machine's own")
                    .isEqualTo(ProbeOutcome.ACKNOWLEDGED);
        }
    }

    @Test
    void shouldTellTheProberThatTheDiskIsFull() throws Exception {
        try (MountedDisk disk = MountedDisk.mount(work.resolve("disk"), 64)) {
            Path data = disk.root().resolve("data");
            Files.write(disk.root().resolve("ballast"), new byte[35 << 20]);
            try (RtpdProcess server = RtpdProcess.serve(work, data, 0, "--min-free", "2MiB")) {
                assertThat(probe(server)).isEqualTo(ProbeOutcome.ACKNOWLEDGED);
                Path file = Recordings.make(work, 0x9F01, 40_000);
                try (RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to",
                        server.address())) {
                    await().atMost(LIMIT).until(() -> server.err().contains("the disk is full"));
                    assertThat(send.isAlive()).isTrue();

                    assertThat(probe(server)).isEqualTo(ProbeOutcome.JOURNAL_REFUSES);
                }
            }
        }
    }

    @Test
    void shouldGetNoAnswerFromAServerThatHangs() throws Exception {
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0)) {
            new ProcessBuilder("kill", "-STOP", Long.toString(server.pid())).start().waitFor();

            assertThat(new IngestProbe(address(server), SHORT).probe())
                    .isEqualTo(ProbeOutcome.NO_ANSWER);
        }
    }

    @Test
    void shouldRefuseProbesFromAddressesThatMayNotProbe() throws IOException {
        InetSocketAddress stranger = new InetSocketAddress("127.0.0.77", 0);
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0, "--allow-probe",
                        "198.51.100.0/24");
                DatagramSocket socket = new DatagramSocket(stranger)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.connect(address(server));
            RecorderMessage message = new RecorderMessage();
            exchange(socket, message.begin(MessageType.DISCOVER).unit(UnitId.PROBE));
            assertThat(message.type()).isEqualTo(MessageType.OFFER);
            long cookie = message.cookie();

            exchange(socket, message.begin(MessageType.ATTACH).unit(UnitId.PROBE).cookie(cookie)
                    .epoch(7).epochCheck(7));

            assertThat(message.type()).isEqualTo(MessageType.BREAK);
            assertThat(server.err()).contains("peer=127.0.0.77").contains("may not probe");
        }
    }

    private static void exchange(DatagramSocket socket, RecorderMessage message) throws IOException {
        RecorderUdpCodec codec = new RecorderUdpCodec();
        ByteBuf out = Unpooled.buffer();
        codec.encode(message, out);
        socket.send(new DatagramPacket(out.array(), out.readableBytes()));
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        socket.receive(answer);
        assertThat(codec.decode(Unpooled.wrappedBuffer(answer.getData(), 0, answer.getLength()), message))
                .isEqualTo(WireDefect.NONE);
    }
}
