package org.openrtpd.watchdog.probe;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One TCP connection after the other, none of whose calls waits longer than it is told. */
final class FlowSocket implements AutoCloseable {

    private final Selector selector;
    private SocketChannel channel;

    FlowSocket() throws IOException {
        this.selector = Selector.open();
    }

    /** Begins to connect; {@link #isConnected} tells when it is there. */
    void connect(InetSocketAddress address) throws IOException {
        disconnect();
        // A name is looked up anew: its address may have changed since.
        InetSocketAddress now = address.isUnresolved()
                ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;
        if (now.isUnresolved()) {
            throw new IOException("the host name " + now.getHostString() + " is not known");
        }
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean there = channel.connect(now);
        channel.register(selector, there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
    }

    /** True once the connection is there. */
    boolean isConnected() throws IOException {
        if (channel.isConnected()) {
            return true;
        }
        if (!channel.finishConnect()) {
            return false;
        }
        channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
        return true;
    }

    /** Waits until something happens, or {@link #wakeUp}, or the time is over. */
    void await(long millis) throws IOException {
        selector.select(Math.max(1, millis));
        selector.selectedKeys().clear();
    }

    /** Any thread. */
    void wakeUp() {
        selector.wakeup();
    }

    /**
     * Sends all readable bytes.
     *
     * @throws IOException when the connection is broken, or takes no more: the server has not read
     *     for so long that the system's buffers are full
     */
    void send(ByteBuf bytes) throws IOException {
        int length = bytes.readableBytes();
        if (bytes.readBytes(channel, length) < length) {
            throw new IOException("the server does not read what it is asked");
        }
    }

    /**
     * Reads what is there, as far as it fits.
     *
     * @return how many bytes that were, -1 when the server has ended the connection
     */
    int read(ByteBuf into) throws IOException {
        return into.writeBytes(channel, into.writableBytes());
    }

    void disconnect() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It was to end; how does not matter.
            }
            channel = null;
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
        selector.close();
    }
}
