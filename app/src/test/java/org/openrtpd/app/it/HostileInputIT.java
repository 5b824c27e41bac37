package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ingest.IngestServer;
import org.openrtpd.app.ingest.LoopbackConfig;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.storage.journal.Durability;

/** Whatever comes from the network: nothing escapes, all is counted, other recorders are unharmed. */
class HostileInputIT {

    private static final int DATAGRAMS = 20_000;

    /** Few enough for any receive buffer: what the kernel drops, the server cannot count. */
    private static final int DATAGRAMS_AT_ONCE = 25;
    private static final int CONNECTIONS = 300;

    @TempDir Path work;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SplittableRandom random = new SplittableRandom(7);
    private IngestServer server;
    private Path data;

    @BeforeEach
    void open() {
        data = work.resolve("data");
        server = IngestServer.open(LoopbackConfig.of(data, Durability.DISK), registry);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private double rejected(String meter) {
        return registry.find(meter).counters().stream().mapToDouble(Counter::count).sum();
    }

    @Test
    void shouldAnswerNoDatagramThatIsNotOurLayoutAndCountEachReason() throws IOException {
        Path file = Recordings.make(work, 0x9E01, 200);
        String to = HostPort.format(server.udpAddress());
        try (RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to", to,
                        "--rate", "100");
                DatagramSocket socket = new DatagramSocket()) {
            for (int sent = 0; sent < DATAGRAMS; ) {
                for (int i = 0; i < DATAGRAMS_AT_ONCE; i++, sent++) {
                    byte[] hostile = hostileDatagram(sent);
                    socket.send(new DatagramPacket(hostile, hostile.length, server.udpAddress()));
                }
                int expected = sent;
                await().atMost(RtpdProcess.LIMIT).pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1)).untilAsserted(() ->
                        assertThat(rejected("rtpd.datagrams.rejected")).isEqualTo(expected));
            }
            socket.setSoTimeout(500);
            try {
                socket.receive(new DatagramPacket(new byte[2048], 2048));
                throw new AssertionError("a datagram of another layout was answered");
            } catch (SocketTimeoutException expected) {
                // Silence is the answer.
            }
            for (String reason : List.of("too_short", "wrong_magic", "length_disagrees", "wrong_crc")) {
                assertThat(registry.get("rtpd.datagrams.rejected").tag("reason", reason).counter().count())
                        .as(reason).isPositive();
            }
            assertThat(send.exitCode(RtpdProcess.LIMIT)).as(send.err()).isZero();
        }
        assertWhole(file);
    }

    /** Random, truncated, bit-flipped, with a length that lies: never well-formed. */
    private byte[] hostileDatagram(int i) {
        ByteBuf sound = Unpooled.buffer();
        byte[] packet = Recordings.packet(0x9E01, i);
        new RecorderUdpCodec().encode(new RecorderMessage().begin(MessageType.REFTEK).unit(0x9E01)
                .session(random.nextInt()).seq(i)
                .payload(Unpooled.wrappedBuffer(packet), 0, packet.length), sound);
        byte[] bytes = new byte[sound.readableBytes()];
        sound.readBytes(bytes);
        switch (i % 4) {
            case 0 -> {
                bytes = new byte[random.nextInt(1500)];
                random.nextBytes(bytes);
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            default -> {
                bytes[2] = (byte) random.nextInt(256);
                bytes[3] ^= 1;
            }
        }
        return bytes;
    }

    @Test
    void shouldEndTcpConnectionsThatBreakTheProtocolAndServeTheOthers() throws IOException {
        Path file = Recordings.make(work, 0x9E02, 200);
        String to = HostPort.format(server.tcpAddress());
        try (RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to", to,
                "--transport", "tcp", "--rate", "100")) {
            for (int i = 0; i < CONNECTIONS; i++) {
                hostileConnection(i);
            }
            assertThat(send.exitCode(RtpdProcess.LIMIT)).as(send.err()).isZero();
        }
        assertThat(rejected("rtpd.frames.rejected")).isPositive();
        assertWhole(file);
    }

    private void hostileConnection(int i) throws IOException {
        byte[] attach = {1, 2, 0, 0, 0, 14, 0, 0, (byte) 0x9E, (byte) 0x70, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0};
        InetSocketAddress address = server.tcpAddress();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            byte[] noise = new byte[random.nextInt(1, 3000)];
            random.nextBytes(noise);
            switch (i % 3) {
                case 0 -> socket.getOutputStream().write(noise);
                case 1 -> {
                    socket.getOutputStream().write(attach);
                    socket.getOutputStream().write(noise);
                }
                default -> {
                    byte[] lie = {1, 2, (byte) 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
                    socket.getOutputStream().write(lie);
                }
            }
            // Stays a moment: what is closed at once the server need not look at.
            socket.setSoTimeout(20);
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            // It waits for more from us, within its handshake time.
        } catch (SocketException e) {
            // The server may have ended it while we still wrote.
        }
    }

    @Test
    void shouldCloseAConnectionThatSaysNothing() throws IOException {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.tcpAddress().getPort())) {
            silent.setSoTimeout((int) RtpdProcess.LIMIT.toMillis());
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        await().atMost(RtpdProcess.LIMIT).untilAsserted(() ->
                assertThat(registry.get("rtpd.handshake.timeouts").counter().count()).isEqualTo(1));
    }

    private void assertWhole(Path file) throws IOException {
        assertThat(RtpdProcess.run(work, "tail", "--data", data.toString(), "--unit",
                Recordings.unit(file), "--format", "raw")).isEqualTo(Files.readAllBytes(file));
        assertThat(server.failure()).isNotDone();
    }
}
