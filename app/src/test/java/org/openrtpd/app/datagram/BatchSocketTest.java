package org.openrtpd.app.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchSocketTest {

    private static final int MORE_THAN_A_WAKE_READS = 600;
    private static final int LONGEST = 100;
    private static final Duration HANGING = Duration.ofSeconds(60);

    /** Answers every datagram with its own bytes, and notes what it saw. */
    private final class Echo implements DatagramReceiver {
        private SocketName first;

        @Override
        public void datagram(ByteBuf content) {
            if (first == null) {
                first = socket.sender();
            }
            seen.add(content.readableBytes() + " " + content.getInt(0)
                    + (socket.isFrom(first) ? " first" : " other"));
            socket.next().writeBytes(content, 0, Math.min(Integer.BYTES, content.readableBytes()));
            socket.send(socket.sender());
        }

        @Override
        public void endOfBatch() {
            socket.flush();
        }
    }

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private MultiThreadIoEventLoopGroup group;
    private BatchSocket socket;

    @BeforeEach
    void open() throws IOException {
        assumeThat(BatchSocket.unavailable()).as("this machine reads by the dozen").isEmpty();
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        socket = BatchSocket.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4 << 20, LONGEST);
    }

    @AfterEach
    void close() {
        if (socket != null) {
            group.next().submit(socket::stop).awaitUninterruptibly();
            socket.close();
            group.shutdownGracefully();
        }
    }

    private void send(DatagramSocket from, int number, int length) throws IOException {
        byte[] bytes = new byte[length];
        bytes[2] = (byte) (number >> 8);
        bytes[3] = (byte) number;
        from.send(new DatagramPacket(bytes, length, socket.address()));
    }

    @Test
    void shouldReadAllThatWaitsHoweverMuchItIsAndAnswerWhereItCameFrom() throws IOException {
        try (DatagramSocket from = new DatagramSocket()) {
            for (int i = 0; i < MORE_THAN_A_WAKE_READS; i++) {
                send(from, i, 40);
            }

            socket.start(group.next(), new Echo());

            await().atMost(HANGING).until(() -> seen.size() == MORE_THAN_A_WAKE_READS);
            assertThat(seen).startsWith("40 0 first", "40 1 first").endsWith("40 599 first");
            from.setSoTimeout((int) HANGING.toMillis());
            DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
            from.receive(answer);
            assertThat(answer.getLength()).isEqualTo(Integer.BYTES);
            assertThat(answer.getSocketAddress()).isEqualTo(socket.address());
            assertThat(socket.takeUnsent()).isZero();
            assertThat(socket.dropped()).isZero();
        }
    }

    @Test
    void shouldTellSendersApartAndCutOffWhatIsTooLong() throws IOException {
        try (DatagramSocket one = new DatagramSocket(); DatagramSocket other = new DatagramSocket()) {
            socket.start(group.next(), new Echo());

            send(one, 1, 40);
            await().atMost(HANGING).until(() -> seen.size() == 1);
            send(other, 2, LONGEST + 50);
            await().atMost(HANGING).until(() -> seen.size() == 2);
            send(one, 3, 4);
            await().atMost(HANGING).until(() -> seen.size() == 3);

            assertThat(seen).containsExactly("40 1 first", LONGEST + " 2 other", "4 3 first");
        }
    }

    @Test
    void shouldCountWhatTheSystemDropped() throws IOException {
        try (DatagramSocket from = new DatagramSocket()) {
            BatchSocket small = BatchSocket.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, LONGEST);
            byte[] bytes = new byte[40];

            await().atMost(HANGING).until(() -> {
                from.send(new DatagramPacket(bytes, bytes.length, small.address()));
                return small.dropped() > 0;
            });

            small.close();
        }
    }
}
