package org.openrtpd.app.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound UDP socket whose datagrams are read and written by the dozen, into and from memory that is
 * laid out once.
 *
 * <p><i>Design note.</i> Netty's own datagram channel makes some objects for every packet, which
 * cost more than the system calls that it saves. Only its event loop is used: the socket is polled
 * level-triggered, and a wake-up reads a bounded number of datagrams, so that connections and tasks
 * of the same loop have their turn however fast datagrams come.
 */
public final class BatchSocket {

    private static final Logger LOG = LoggerFactory.getLogger(BatchSocket.class);

    private static final int DATAGRAMS_PER_CALL = 64;
    private static final int CALLS_PER_WAKE = 4;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_MEMINFO = 55;
    private static final int MEMINFO_LENGTH = 36;
    private static final int MEMINFO_DROPS_OFFSET = 32;

    private final Socket socket;
    private final int descriptor;
    private final MessageArray incoming;
    private final MessageArray outgoing;
    private final ByteBuffer memoryInfo =
            ByteBuffer.allocateDirect(MEMINFO_LENGTH).order(ByteOrder.nativeOrder());
    private DatagramReceiver receiver;
    private IoRegistration registration;
    private int current;
    private int waiting;
    private boolean stopped;
    private long unsent;

    private BatchSocket(Socket socket, int longestDatagram) {
        this.socket = socket;
        this.descriptor = socket.intValue();
        this.incoming = new MessageArray(DATAGRAMS_PER_CALL, longestDatagram);
        this.outgoing = new MessageArray(DATAGRAMS_PER_CALL, longestDatagram);
        incoming.beginReceive(DATAGRAMS_PER_CALL);
    }

    /** Why this machine has no such socket; empty when it has. */
    public static Optional<String> unavailable() {
        if (!Epoll.isAvailable()) {
            return Optional.of("there is no epoll: " + Epoll.unavailabilityCause().getMessage());
        }
        String machine = System.getProperty("os.arch");
        if (!machine.equals("amd64") && !machine.equals("aarch64")) {
            return Optional.of("the layout of its calls is not known for " + machine);
        }
        try {
            LinuxCalls.errno();
            new MessageArray(1, 1);
            return Optional.empty();
        } catch (LinkageError | UnsupportedOperationException e) {
            return Optional.of("its calls cannot be reached: " + e);
        }
    }

    /**
     * Opens a socket and binds it.
     *
     * @param receiveBufferBytes wanted; where the system allows it, also more than its limit
     * @param longestDatagram bytes; longer ones are cut off there
     */
    public static BatchSocket bind(InetSocketAddress address, int receiveBufferBytes,
            int longestDatagram) throws IOException {
        Socket socket = Socket.newSocketDgram();
        try {
            setReceiveBuffer(socket, receiveBufferBytes);
            socket.bind(address);
            return new BatchSocket(socket, longestDatagram);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    private static void setReceiveBuffer(Socket socket, int bytes) throws IOException {
        try {
            socket.setIntOpt(SOL_SOCKET, SO_RCVBUFFORCE, bytes);
        } catch (IOException e) {
            LOG.debug("no right to pass the limit of receive buffers", e);
            socket.setReceiveBufferSize(bytes);
        }
    }

    /** Where it is bound. */
    public InetSocketAddress address() {
        return socket.localAddress();
    }

    /** Reads from now on. */
    public void start(IoEventLoop loop, DatagramReceiver to) {
        receiver = to;
        loop.register(new Handle()).addListener(done -> {
            if (done.isSuccess()) {
                registration = (IoRegistration) done.getNow();
                registration.submit(EpollIoOps.EPOLLIN);
            } else {
                LOG.error("datagrams are not read: the event loop does not poll the socket",
                        done.cause());
            }
        });
    }

    /** Reads no more; sends on. Event loop only. */
    public void stop() {
        stopped = true;
        if (registration != null) {
            registration.cancel();
        }
    }

    /** True when the datagram that is taken in now came from there. */
    public boolean isFrom(SocketName name) {
        return name.isAt(incoming.memory(), incoming.name(current));
    }

    /** Where the datagram that is taken in now came from. */
    public SocketName sender() {
        return new SocketName(incoming.memory(), incoming.name(current));
    }

    /**
     * An empty buffer for a datagram to send: fill it and call {@link #send} before anything else
     * here.
     */
    public ByteBuf next() {
        if (waiting == outgoing.count()) {
            flush();
        }
        return outgoing.content(waiting).clear();
    }

    /** Lets what was written into {@link #next} go out with the next {@link #flush}. */
    public void send(SocketName to) {
        outgoing.toSend(waiting, to);
        waiting++;
    }

    /** Sends what waits. Datagrams that the socket does not take are lost and counted. */
    public void flush() {
        int from = 0;
        while (from < waiting) {
            int sent = LinuxCalls.sendmmsg(
                    descriptor, outgoing.address(from), waiting - from, LinuxCalls.MSG_DONTWAIT);
            if (sent > 0) {
                from += sent;
            } else if (LinuxCalls.errno() == LinuxCalls.EAGAIN) {
                unsent += waiting - from;
                from = waiting;
            } else {
                // That one cannot go where it shall; the others may.
                unsent++;
                from++;
            }
        }
        waiting = 0;
    }

    /** How many datagrams were not sent since this was last asked. */
    public long takeUnsent() {
        long count = unsent;
        unsent = 0;
        return count;
    }

    /** Datagrams that the system threw away because the receive buffer was full; any thread. */
    public synchronized long dropped() {
        try {
            memoryInfo.clear();
            socket.getRawOpt(SOL_SOCKET, SO_MEMINFO, memoryInfo);
            return Integer.toUnsignedLong(memoryInfo.getInt(MEMINFO_DROPS_OFFSET));
        } catch (IOException e) {
            LOG.debug("the system does not say what it dropped", e);
            return 0;
        }
    }

    /** Closes the socket; may be called twice. */
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing the socket", e);
        }
    }

    private void read() {
        for (int calls = 0; calls < CALLS_PER_WAKE && !stopped; calls++) {
            int count = LinuxCalls.recvmmsg(
                    descriptor, incoming.address(0), DATAGRAMS_PER_CALL, LinuxCalls.MSG_DONTWAIT, 0);
            if (count <= 0) {
                return;
            }
            deliver(count);
            if (count < DATAGRAMS_PER_CALL) {
                return;
            }
        }
    }

    private void deliver(int count) {
        for (int i = 0; i < count; i++) {
            current = i;
            try {
                receiver.datagram(incoming.received(i));
            } catch (RuntimeException e) {
                LOG.error("a datagram could not be handled; it was not acknowledged", e);
            }
        }
        incoming.beginReceive(count);
        receiver.endOfBatch();
    }

    private final class Handle implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void handle(IoRegistration registered, IoEvent event) {
            read();
        }

        @Override
        public void close() {
            BatchSocket.this.close();
        }
    }
}
