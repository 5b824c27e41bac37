package org.openrtpd.app.bench.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Client programs in version 1 of the client leg that read as fast as they can and look at nothing:
 * one thread for all, so that they are the faster side. A message of a packet is 1,030 bytes; the
 * few heartbeats between them do not count.
 */
final class ReadingClients implements AutoCloseable {

    static final int MESSAGE = 1030;

    private static final int READ_AT_ONCE = 1 << 18;
    private static final int ANSWER_TIMEOUT_MILLIS = 30_000;
    private static final long WAIT_MILLIS = 10;
    private static final String[] HANDSHAKE = {
        "000100000000",
        "000b00000004" + "00001267",
        "00030000001c" + "00000000" + "00007fff" + "0000ffff" + "0000001e" + "00000001"
                + "00000000" + "00000000"
    };

    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_AT_ONCE);

    private ReadingClients(Selector selector) {
        this.selector = selector;
    }

    /** What a while of reading showed; {@code busyNanos} is the time in which there was something. */
    record Result(long bytes, long nanos, long busyNanos) {

        double packetsPerSecond() {
            return packets() * 1e9 / nanos;
        }

        double packets() {
            return (double) bytes / MESSAGE;
        }

        double busy() {
            return (double) busyNanos / nanos;
        }
    }

    /**
     * Connects and shakes hands, one after the other.
     *
     * @param firstSource the last three bytes of the loopback address of the first one; each has its
     *     own, because RTPD goes on where a client of the same address stopped
     */
    static ReadingClients attach(InetSocketAddress server, int count, int firstSource) {
        try {
            ReadingClients clients = new ReadingClients(Selector.open());
            for (int i = 0; i < count; i++) {
                clients.attach(server, firstSource + i);
            }
            return clients;
        } catch (IOException e) {
            throw new CommandFailed("a client program could not attach: " + e.getMessage());
        }
    }

    private void attach(InetSocketAddress server, int source) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        byte[] from = {127, (byte) (source >> 16), (byte) (source >> 8), (byte) source};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.connect(server);
        channel.socket().setSoTimeout(ANSWER_TIMEOUT_MILLIS);
        for (String message : HANDSHAKE) {
            byte[] bytes = HexFormat.of().parseHex(message);
            channel.write(ByteBuffer.wrap(bytes));
            // Every answer is as long as what it answers.
            if (channel.socket().getInputStream().readNBytes(bytes.length).length < bytes.length) {
                throw new IOException("the server ended the connection");
            }
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Reads for a while, or until that many bytes have come. */
    Result read(long nanos, long mostBytes) {
        long begin = System.nanoTime();
        long now = begin;
        long waited = 0;
        long bytes = 0;
        try {
            while (now - begin < nanos && bytes < mostBytes) {
                long[] got = new long[1];
                selector.selectNow(key -> got[0] += read((SocketChannel) key.channel()));
                if (got[0] == 0) {
                    long before = System.nanoTime();
                    selector.select(key -> { }, WAIT_MILLIS);
                    waited += System.nanoTime() - before;
                }
                bytes += got[0];
                now = System.nanoTime();
            }
        } catch (IOException e) {
            throw new CommandFailed("a client program lost its connection: " + e.getMessage());
        }
        return new Result(bytes, now - begin, now - begin - waited);
    }

    private long read(SocketChannel channel) {
        try {
            in.clear();
            int bytes = channel.read(in);
            if (bytes < 0) {
                throw new IOException("the server ended it");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailed("a client program lost its connection: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            // Nothing more is wanted of them.
            return;
        }
    }
}
