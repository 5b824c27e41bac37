package org.openrtpd.app.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderTcpCodec;

/** Many recorders over TCP, each with its connection, one selector for all. */
final class TcpWire implements Wire {

    private static final int FIRST_UNIT = 1;
    private static final int EPOCH = 0x0BE9C400;
    private static final int PREAMBLE = RecorderTcpCodec.PREAMBLE_LENGTH;
    private static final int FRAME = PREAMBLE + Integer.BYTES + Bodies.LENGTH;
    private static final int MOST_FRAMES = 64;
    private static final int ATTACH_BODY = 14;
    private static final int LONGEST_ANSWER = 64;
    private static final int READ_AT_ONCE = 1 << 16;
    private static final int MOST_AT_REST = 1000;
    private static final long MILLION = 1_000_000;
    private static final long SHORT_WAIT_NANOS = 50_000;

    private final InetSocketAddress server;
    private final Fleet fleet;
    private final int mostUnderWay;
    private final Selector selector;
    private final Connection[] connections;
    private final Timeline timeline;
    private final ByteBuffer frames = ByteBuffer.allocateDirect(MOST_FRAMES * FRAME);
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_AT_ONCE + LONGEST_ANSWER);
    private int attached;

    private TcpWire(InetSocketAddress server, Fleet fleet, int mostUnderWay, Selector selector) {
        this.server = server;
        this.fleet = fleet;
        this.mostUnderWay = mostUnderWay;
        this.selector = selector;
        this.connections = new Connection[fleet.size()];
        ByteBuffer bodies = Bodies.make();
        this.timeline = new Timeline(bodies, System.currentTimeMillis());
        for (int i = 0; i < MOST_FRAMES; i++) {
            int at = i * FRAME;
            frames.putShort(at, (short) MessageType.REFTEK.code())
                    .putInt(at + 2, Integer.BYTES + Bodies.LENGTH)
                    .put(at + PREAMBLE + Integer.BYTES, bodies, i * Bodies.LENGTH, Bodies.LENGTH);
        }
    }

    static TcpWire open(InetSocketAddress server, Fleet fleet, int mostUnderWay) {
        try {
            return new TcpWire(server, fleet, mostUnderWay, Selector.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One recorder's connection; what could not be written at once waits here. */
    private static final class Connection {
        private final int recorder;
        private final SocketChannel channel;
        private final ByteBuffer partial = ByteBuffer.allocate(LONGEST_ANSWER);
        private ByteBuffer unwritten = ByteBuffer.allocate(0);

        private Connection(int recorder, SocketChannel channel) {
            this.recorder = recorder;
            this.channel = channel;
        }
    }

    @Override
    public void attach(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (int recorder = 0; recorder < fleet.size(); recorder++) {
                if (!fleet.isAttached(recorder)) {
                    connect(recorder);
                }
            }
            while (attached < fleet.size()) {
                if (System.nanoTime() > end) {
                    throw new LoadFailed(fleet.size() - attached + " of " + fleet.size()
                            + " recorders got no session in " + limit.toSeconds()
                            + " s: the server is too slow, or refuses them");
                }
                await(MILLION);
                receive(new Round(Schedule.saturating(), fleet), System.nanoTime());
            }
        } catch (IOException e) {
            throw new LoadFailed("a recorder cannot connect: " + e.getMessage()
                    + "; for many recorders 'ulimit -n' must allow as many open files");
        }
    }

    private void connect(int recorder) throws IOException {
        if (connections[recorder] != null) {
            closeQuietly(connections[recorder].channel);
            attached--;
        }
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // Ended by a reset, so that ten thousand of them do not linger in the kernel.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        Connection connection = new Connection(recorder, channel);
        connections[recorder] = connection;
        ByteBuffer attach = ByteBuffer.allocate(PREAMBLE + ATTACH_BODY)
                .putShort((short) MessageType.ATTACH.code()).putInt(ATTACH_BODY)
                .putInt(FIRST_UNIT + recorder).putShort((short) 1).putInt(EPOCH)
                .putInt(fleet.next(recorder)).flip();
        channel.write(attach);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    @Override
    public int receive(Round round, long nowNanos) {
        try {
            int[] answers = new int[1];
            selector.selectNow(key -> answers[0] += take(round, key, nowNanos));
            return answers[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int take(Round round, SelectionKey key, long nowNanos) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.channel.write(connection.unwritten);
                if (!connection.unwritten.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
            return key.isReadable() ? read(round, connection, nowNanos) : 1;
        } catch (IOException e) {
            throw new LoadFailed("the server ended a recorder's connection: " + e.getMessage());
        }
    }

    private int read(Round round, Connection connection, long nowNanos) throws IOException {
        in.clear().put(connection.partial.flip());
        connection.partial.clear();
        if (connection.channel.read(in) < 0) {
            throw new IOException("it said no reason");
        }
        in.flip();
        int answers = 0;
        while (in.remaining() >= PREAMBLE) {
            int at = in.position();
            int bodyLength = in.getInt(at + 2);
            if (in.remaining() < PREAMBLE + bodyLength) {
                break;
            }
            take(round, connection.recorder, at, nowNanos);
            in.position(at + PREAMBLE + bodyLength);
            answers++;
        }
        connection.partial.put(in);
        return answers;
    }

    private void take(Round round, int recorder, int at, long nowNanos) {
        int type = in.getShort(at);
        int body = at + PREAMBLE;
        if (type == MessageType.ACK.code()) {
            int ack = in.getInt(body);
            int fresh = fleet.acknowledged(recorder, ack, in.getShort(body + 4), nowNanos);
            if (fresh > 0) {
                round.acknowledged(recorder, ack, fresh, nowNanos);
            }
        } else if (type == MessageType.ATTACHED.code()) {
            fleet.attached(recorder, in.getInt(body), in.getInt(body + 4), in.getShort(body + 8));
            attached++;
        }
    }

    @Override
    public int send(long nowNanos) {
        int sent = 0;
        while (sent < MOST_FRAMES && fleet.underWay() < mostUnderWay) {
            int recorder = fleet.turn();
            if (recorder < 0) {
                break;
            }
            if (connections[recorder].unwritten.hasRemaining()) {
                fleet.passTurn();
                break;
            }
            sent += send(connections[recorder], nowNanos);
        }
        return sent;
    }

    /** Sends one run of packets of one recorder. */
    private int send(Connection connection, long nowNanos) {
        int recorder = connection.recorder;
        int count = 0;
        while (count < MOST_FRAMES && fleet.turn() == recorder && fleet.underWay() < mostUnderWay) {
            int seq = fleet.send(recorder, nowNanos);
            frames.putInt(count * FRAME + PREAMBLE, seq);
            timeline.place(frames, count * FRAME + PREAMBLE + Integer.BYTES, seq);
            count++;
        }
        frames.position(0).limit(count * FRAME);
        try {
            connection.channel.write(frames);
        } catch (IOException e) {
            throw new LoadFailed("the server ended a recorder's connection: " + e.getMessage());
        }
        if (frames.hasRemaining()) {
            connection.unwritten = ByteBuffer.allocate(frames.remaining()).put(frames).flip();
            connection.channel.keyFor(selector)
                    .interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
        frames.clear();
        return count;
    }

    @Override
    public int resend(long nowNanos) {
        // The system does that.
        return 0;
    }

    @Override
    public void await(long nanos) {
        try {
            if (nanos < MILLION) {
                // A selector waits whole milliseconds.
                LockSupport.parkNanos(Math.min(nanos, SHORT_WAIT_NANOS));
            } else {
                selector.select(key -> { }, nanos / MILLION);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many connections to two servers at a time are more than most systems allow. */
    @Override
    public void rest() {
        if (fleet.size() > MOST_AT_REST) {
            closeConnections();
        }
    }

    private void closeConnections() {
        for (int recorder = 0; recorder < fleet.size(); recorder++) {
            if (connections[recorder] != null) {
                closeQuietly(connections[recorder].channel);
                connections[recorder] = null;
                fleet.detached(recorder);
            }
        }
        attached = 0;
        try {
            selector.selectNow(key -> { });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeConnections();
        closeQuietly(selector);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
            return;
        }
    }
}
