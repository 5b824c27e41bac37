package org.openrtpd.watchdog.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.SohAnswer;
import org.openrtpd.protocol.clientsession.ReconnectPause;
import org.openrtpd.protocol.clientsession.RtpClient;
import org.openrtpd.protocol.clientsession.RtpClientEnd;
import org.openrtpd.protocol.clientsession.RtpClientListener;
import org.openrtpd.protocol.clientsession.RtpClientOutput;
import org.openrtpd.protocol.clientsession.RtpClientSettings;
import org.openrtpd.protocol.clientsession.RtpClientState;

/**
 * Looks at RTPD as a client program that wants no packets: connects, shakes hands, and asks again and
 * again when each unit's last packet came. Comes back by itself whatever happens; {@link #view} tells
 * how it goes. A daemon thread of its own does all of it, and every wait in there has an end.
 *
 * <p><i>Design note.</i> Only answers count as signs of life, not heartbeats: RTPD sends those from
 * the thread of its clients, and the answers from the thread that takes packets in.
 */
public final class FlowProbe implements AutoCloseable {

    private static final String PROGRAM = "rtpid";
    private static final int NO_TYPES = 0;
    private static final int LONGEST_BODY = 4096;
    private static final int READ_BUFFER = 16 << 10;
    private static final int READS_IN_A_ROW = 64;
    private static final long LONGEST_WAIT_MILLIS = 200;
    private static final long CLOSE_MILLIS = 2000;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** RTPD keeps the place where this client would read on; it is not to lie in a deleted file. */
    private static final long FLUSH_NANOS = 3_600_000_000_000L;

    private final InetSocketAddress rtpd;
    private final FlowLimits limits;
    private final FlowSocket socket;
    private final ByteBuf received = Unpooled.buffer(READ_BUFFER, READ_BUFFER);
    private final PacketTimes times = new PacketTimes();
    private final Thread thread = new Thread(this::run, "rtpid-flow");

    private RtpClient client;
    private RtpClientState reached = RtpClientState.DOWN;
    private boolean leaving;
    private String problem = "";
    private long connectByNanos;
    private long resumeAtNanos;
    private long askAtNanos;
    private long askedAtNanos;
    private long flushAtNanos;
    private boolean asked;
    private long heard;

    private volatile FlowView view = new FlowView(
            FlowState.CONNECTING, 0, OptionalLong.empty(), 0, Map.of(), "not connected yet");
    private volatile boolean closed;

    private FlowProbe(InetSocketAddress rtpd, FlowLimits limits) throws IOException {
        this.rtpd = rtpd;
        this.limits = limits;
        this.socket = new FlowSocket();
    }

    /**
     * Begins to look.
     *
     * @throws UncheckedIOException when this process can have no socket at all
     */
    public static FlowProbe open(InetSocketAddress rtpd, FlowLimits limits) {
        try {
            FlowProbe probe = new FlowProbe(rtpd, limits);
            probe.thread.setDaemon(true);
            probe.thread.start();
            return probe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known now; any thread. */
    public FlowView view() {
        return view;
    }

    private void run() {
        client = newClient(System.nanoTime());
        resumeAtNanos = System.nanoTime();
        while (!closed) {
            try {
                step();
                socket.await(LONGEST_WAIT_MILLIS);
            } catch (IOException e) {
                fail(e.getMessage());
            } catch (RuntimeException e) {
                // What a server sends must not blind the watchdog: it looks again.
                fail("what it sent could not be read: " + e);
                LockSupport.parkNanos(LONGEST_WAIT_MILLIS * NANOS_PER_MILLI);
            }
        }
        client.close();
        try {
            socket.close();
        } catch (IOException e) {
            // The process has no use for it any more.
            return;
        }
    }

    private RtpClient newClient(long nowNanos) {
        ClientAttributes nothing = new ClientAttributes(0, NO_TYPES, 0, ClientAttributes.LEAST_TIMEO,
                1, 0, 0, 0, ClientAttributes.LONG_LENGTH);
        RtpClientSettings settings = new RtpClientSettings(LegVersion.V2,
                (int) ProcessHandle.current().pid(), PROGRAM, nothing,
                ReconnectPause.fixed(limits.reconnect().toNanos()), limits.handshake().toNanos(),
                LONGEST_BODY);
        return new RtpClient(
                settings, new Output(), new Listener(), new SplittableRandom(nowNanos), nowNanos);
    }

    private void step() throws IOException {
        long now = System.nanoTime();
        switch (client.state()) {
            case CONNECTING -> connecting(now);
            case VERSION, PID, ATTR -> read();
            case GRANTED -> {
                read();
                ask(now);
            }
            case DOWN -> {
                // The tick below connects.
            }
            case LEAVING, FAULTED, CLOSED -> leaving = true;
        }
        if (now - resumeAtNanos >= 0) {
            client.tick(now);
        }
        if (leaving) {
            leave(now);
        }
    }

    private void connecting(long now) throws IOException {
        if (socket.isConnected()) {
            reached = RtpClientState.VERSION;
            client.connected(now);
        } else if (now - connectByNanos >= 0) {
            throw new IOException("no answer to the connection within "
                    + limits.connect().toMillis() + " ms");
        }
    }

    private void read() throws IOException {
        for (int i = 0; i < READS_IN_A_ROW && !leaving; i++) {
            int count = socket.read(received);
            if (count < 0) {
                throw new IOException("it closed the connection");
            }
            if (count == 0) {
                return;
            }
            client.receive(received, System.nanoTime());
            received.discardReadBytes();
        }
    }

    private void ask(long now) {
        if (asked && now - askedAtNanos >= limits.answer().toNanos()) {
            show(FlowState.SILENT, "it does not answer, for "
                    + (now - askedAtNanos) / NANOS_PER_MILLI + " ms");
        }
        if (now - flushAtNanos >= 0) {
            flushAtNanos = now + FLUSH_NANOS;
            client.flush();
        }
        // One question at a time: a server that is late is not given more to do.
        if (!asked && now - askAtNanos >= 0 && client.requestSoh()) {
            asked = true;
            askedAtNanos = now;
            askAtNanos = now + limits.askEvery().toNanos();
        }
    }

    /** The connection is no good, or never came about. */
    private void fail(String why) {
        problem = why;
        leave(System.nanoTime());
    }

    private void leave(long now) {
        socket.disconnect();
        received.clear();
        times.lost();
        asked = false;
        client.disconnected(problem, now);
        if (client.state() == RtpClientState.FAULTED) {
            client = newClient(now);
        }
        reached = RtpClientState.DOWN;
        leaving = false;
        problem = "";
    }

    private void show(FlowState state, String detail) {
        view = new FlowView(state, heard, view.serverPid(), times.serverTime(), times.byUnit(), detail);
    }

    /** What an end says of RTPD depends on how far the conversation had come. */
    private void ended(RtpClientEnd why, String detail) {
        String told = detail.isEmpty() ? "it " + why.meaning() : detail;
        switch (why) {
            case BUSY, FAULT -> {
                resumeAtNanos = System.nanoTime() + limits.turnedAway().toNanos();
                show(FlowState.TURNED_AWAY, told);
            }
            case SILENT -> show(FlowState.SILENT, told);
            case SPEAKS_VERSION_1, BREAK, CLOSED -> show(FlowState.CONNECTING, told);
            default -> show(afterDefect(), told);
        }
    }

    private FlowState afterDefect() {
        return switch (reached) {
            case DOWN -> FlowState.REFUSED;
            case GRANTED -> FlowState.CONNECTING;
            default -> FlowState.NO_HANDSHAKE;
        };
    }

    /** Ends the connection and the thread. */
    @Override
    public void close() {
        closed = true;
        socket.wakeUp();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Output implements RtpClientOutput {
        @Override
        public void connect() {
            connectByNanos = System.nanoTime() + limits.connect().toNanos();
            try {
                socket.connect(rtpd);
            } catch (IOException e) {
                problem = e.getMessage();
                leaving = true;
            }
        }

        @Override
        public void send(ClientMessage message) {
            ByteBuf frame = Unpooled.buffer();
            ClientCodec.encode(message, frame);
            try {
                socket.send(frame);
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
                leaving = true;
            }
        }

        @Override
        public void disconnect() {
            leaving = true;
        }
    }

    private final class Listener implements RtpClientListener {
        @Override
        public void granted(LegVersion version, ClientAttributes attributes) {
            reached = RtpClientState.GRANTED;
            heard++;
            long now = System.nanoTime();
            askAtNanos = now;
            flushAtNanos = now + FLUSH_NANOS;
            client.stop();
            // Not attached before the first answer: RTPD lets clients that it has no room for
            // shake hands as well, and tells them later.
            view = new FlowView(view.state(), heard,
                    OptionalLong.of(Integer.toUnsignedLong(client.serverProcessId())),
                    times.serverTime(), times.byUnit(), view.detail());
        }

        @Override
        public void packet(ClientMessage message) {
            // None was asked for; one that comes all the same says nothing.
        }

        @Override
        public void soh(SohAnswer answer) {
            heard++;
            if (times.take(answer)) {
                asked = false;
                show(FlowState.ATTACHED, "it answers");
            }
        }

        @Override
        public void lost(RtpClientEnd why, String detail) {
            if (!closed) {
                ended(why, detail);
            }
        }
    }
}
