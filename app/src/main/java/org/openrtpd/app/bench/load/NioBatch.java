package org.openrtpd.app.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/**
 * Datagrams by the JDK alone, where the calls of Linux are not there: one call for each, and one
 * address for all recorders.
 */
final class NioBatch implements DatagramBatch {

    private static final long MILLION = 1_000_000;
    private static final long SHORT_WAIT_NANOS = 50_000;

    private final DatagramChannel socket;
    private final Selector selector;
    private final ByteBuffer out = ByteBuffer.allocateDirect(SIZE * SLOT);
    private final ByteBuffer in = ByteBuffer.allocateDirect(SIZE * SLOT);
    private final ByteBuffer[] bodies;
    private final ByteBuffer[][] staged = new ByteBuffer[SIZE][];
    private final int[] lengths = new int[SIZE];

    private NioBatch(DatagramChannel socket, Selector selector, ByteBuffer bodies, int bodyLength) {
        this.socket = socket;
        this.selector = selector;
        this.bodies = new ByteBuffer[bodies.capacity() / bodyLength];
        for (int i = 0; i < this.bodies.length; i++) {
            this.bodies[i] = bodies.slice(i * bodyLength, bodyLength);
        }
    }

    static NioBatch open(InetSocketAddress server, ByteBuffer bodies, int bodyLength) {
        try {
            DatagramChannel socket = DatagramChannel.open().connect(server);
            socket.configureBlocking(false);
            Selector selector = Selector.open();
            socket.register(selector, SelectionKey.OP_READ);
            return new NioBatch(socket, selector, bodies, bodyLength);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer out() {
        return out;
    }

    @Override
    public ByteBuffer in() {
        return in;
    }

    @Override
    public void stage(int slot, int headLength, int body, int recorder) {
        ByteBuffer head = out.slice(slot * SLOT, headLength);
        staged[slot] = body == NO_BODY
                ? new ByteBuffer[] {head} : new ByteBuffer[] {head, bodies[body].duplicate().clear()};
    }

    @Override
    public int send(int count) {
        try {
            int sent = 0;
            while (sent < count && socket.write(staged[sent]) > 0) {
                sent++;
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int receive() {
        try {
            int received = 0;
            while (received < SIZE) {
                in.limit((received + 1) * SLOT).position(received * SLOT);
                lengths[received] = socket.read(in);
                if (lengths[received] <= 0) {
                    break;
                }
                received++;
            }
            in.clear();
            return received;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int length(int slot) {
        return lengths[slot];
    }

    @Override
    public void await(long nanos) {
        if (nanos < MILLION) {
            // A selector waits whole milliseconds.
            LockSupport.parkNanos(Math.min(nanos, SHORT_WAIT_NANOS));
            return;
        }
        try {
            selector.select(key -> { }, nanos / MILLION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (selector; socket) {
            // Both are closed, whatever one of them throws.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
