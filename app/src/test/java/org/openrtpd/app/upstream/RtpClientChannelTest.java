package org.openrtpd.app.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.SohAnswer;
import org.openrtpd.protocol.clientsession.RtpClientEnd;
import org.openrtpd.protocol.clientsession.RtpClientListener;
import org.openrtpd.protocol.clientsession.RtpClientSettings;

/** The socket of a client against a server that is played here. */
class RtpClientChannelTest {

    private static final String VERSION_2 = "000200000000";
    private static final int VERSION_LENGTH = 6;
    private static final int PID_LENGTH = 42;
    private static final int ATTR_LENGTH = 38;
    private static final int FRAME_LENGTH = 10 + 1024;

    /** More than the buffers of a connection hold. */
    private static final long FLOOD_BYTES = 128L << 20;

    private final AtomicLong packets = new AtomicLong();
    private EventLoopGroup group;
    private ServerSocketChannel listening;

    @BeforeEach
    void open() throws IOException {
        group = new MultiThreadIoEventLoopGroup(1, Sockets.best().loops());
        listening = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Stops reading at the first packet. */
    private final class PausesAtOnce implements RtpClientListener {
        private RtpClientChannel channel;

        @Override
        public void granted(LegVersion version, ClientAttributes attributes) {
            // Expected.
        }

        @Override
        public void packet(ClientMessage message) {
            packets.incrementAndGet();
            channel.pause();
        }

        @Override
        public void soh(SohAnswer answer) {
            // Not asked for.
        }

        @Override
        public void lost(RtpClientEnd why, String detail) {
            // At the end of the test.
        }
    }

    private static ByteBuffer read(SocketChannel from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            assertThat(from.read(bytes)).isPositive();
        }
        return bytes.flip();
    }

    private static void write(SocketChannel to, String hex) throws IOException {
        to.write(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    private SocketChannel shakeHands() throws IOException {
        SocketChannel server = listening.accept();
        read(server, VERSION_LENGTH);
        write(server, VERSION_2);
        read(server, PID_LENGTH);
        write(server, "000b0000000400000001");
        ByteBuffer attributes = read(server, ATTR_LENGTH);
        server.write(attributes);
        return server;
    }

    @Test
    void shouldLeaveInTheConnectionWhatComesWhileItIsPaused() throws IOException {
        PausesAtOnce listener = new PausesAtOnce();
        int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
        try (RtpClientChannel channel = new RtpClientChannel(Sockets.best(), group.next(),
                new HostPort("127.0.0.1", port),
                RtpClientSettings.of(1, "test", ClientAttributes.libraryDefault()),
                listener, () -> {}, new Random(1))) {
            listener.channel = channel;
            channel.start();
            try (SocketChannel server = shakeHands()) {
                server.configureBlocking(false);
                ByteBuffer frame = ByteBuffer.allocate(FRAME_LENGTH);
                frame.putShort((short) 13).putInt(1024).putInt(0x10).clear();
                AtomicLong written = new AtomicLong();
                long[] before = {-1};

                await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(500)).until(() -> {
                    before[0] = written.get();
                    while (written.get() < FLOOD_BYTES && send(server, frame, written)) {
                        // On as long as the connection takes it.
                    }
                    return written.get() == before[0];
                });

                assertThat(written.get()).isPositive().isLessThan(FLOOD_BYTES);
                long seen = packets.get();
                group.submit(channel::resume).awaitUninterruptibly();
                await().atMost(Duration.ofMinutes(1)).until(() -> packets.get() > seen);
            }
        }
    }

    private static boolean send(SocketChannel to, ByteBuffer frame, AtomicLong written)
            throws IOException {
        int count = to.write(frame);
        written.addAndGet(count);
        if (!frame.hasRemaining()) {
            frame.clear();
        }
        return count > 0;
    }
}
