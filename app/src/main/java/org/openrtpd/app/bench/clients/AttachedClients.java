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
import java.util.function.ToLongFunction;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Connections of client programs in version 1 of the client leg that have shaken hands and want
 * every packet. One thread reads them all, so that they are the faster side.
 */
final class AttachedClients implements AutoCloseable {

    /** Bytes of a message with a packet. */
    static final int MESSAGE = 1030;

    /** Bytes in front of the packet in it. */
    static final int PREAMBLE = 6;

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
    private long waitedNanos;

    private AttachedClients(Selector selector) {
        this.selector = selector;
    }

    /**
     * Connects and shakes hands, one after the other.
     *
     * @param firstSource the last three bytes of the loopback address of the first one; each has its
     *     own, because RTPD goes on where a client of the same address stopped
     */
    static AttachedClients attach(InetSocketAddress server, int count, int firstSource) {
        try {
            AttachedClients clients = new AttachedClients(Selector.open());
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
        channel.register(selector, SelectionKey.OP_READ, channels.size() - 1);
    }

    int count() {
        return channels.size();
    }

    /**
     * Reads each connection that has something, once; waits a moment when none has.
     *
     * @param reader reads the channel of that key, whose attachment is the client's number from 0, and
     *     answers with the bytes it got
     * @return bytes that all got together
     */
    long readOnce(ToLongFunction<SelectionKey> reader) {
        try {
            long[] got = new long[1];
            selector.selectNow(key -> got[0] += reader.applyAsLong(key));
            if (got[0] == 0) {
                long before = System.nanoTime();
                selector.select(key -> { }, WAIT_MILLIS);
                waitedNanos += System.nanoTime() - before;
            }
            return got[0];
        } catch (IOException e) {
            throw new CommandFailed("a client program lost its connection: " + e.getMessage());
        }
    }

    /** Reads what one connection has, as far as it fits. */
    static int read(SelectionKey key, ByteBuffer into) {
        try {
            int bytes = ((SocketChannel) key.channel()).read(into);
            if (bytes < 0) {
                throw new IOException("the server ended it");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailed("a client program lost its connection: " + e.getMessage());
        }
    }

    /** Time in which none had anything, since they attached. */
    long waitedNanos() {
        return waitedNanos;
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
