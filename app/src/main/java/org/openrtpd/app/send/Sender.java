package org.openrtpd.app.send;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.session.RecorderListener;
import org.openrtpd.protocol.session.RecorderState;

/** Plays the recorders of some units at once, each with its own socket, until all is acknowledged. */
public final class Sender implements AutoCloseable {

    private static final long TICK_MILLIS = 5;
    private static final long FAREWELL_MILLIS = 300;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Sockets sockets = Sockets.best();
    private final InetSocketAddress server;
    private final RandomGenerator random;
    private final List<RecorderSupply> sources = new ArrayList<>();
    private final List<RecorderEndpoint> endpoints = new ArrayList<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    public Sender(InetSocketAddress server, RandomGenerator random) {
        this.server = server;
        this.random = random;
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("recorder", true), sockets.loops());
        this.loop = group.next();
    }

    /** Adds a recorder that pushes over UDP. */
    public void addUdp(RecorderSupply source, LossyLink link) {
        sources.add(source);
        endpoints.add(new UdpEndpoint(sockets, loop, server, source.unit(), source.epoch(), source,
                new Listener(source), link, random));
    }

    /** Adds a recorder that pushes over TCP. */
    public void addTcp(RecorderSupply source) {
        sources.add(source);
        endpoints.add(new TcpEndpoint(sockets, loop, server, source.unit(), source.epoch(), source,
                new Listener(source), random));
    }

    /** Begins; the future completes when all packets are acknowledged, or with why it cannot be. */
    public CompletableFuture<Void> start() {
        loop.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return done;
    }

    private void tick() {
        long now = System.nanoTime();
        try {
            for (int i = 0; i < sources.size(); i++) {
                tick(sources.get(i), endpoints.get(i), now);
            }
        } catch (RuntimeException e) {
            // Or nobody would ever hear of it: a task that throws is not called again.
            done.completeExceptionally(e);
        }
        if (sources.stream().allMatch(RecorderSupply::isDone)) {
            done.complete(null);
        }
    }

    private static void tick(RecorderSupply source, RecorderEndpoint endpoint, long now) {
        if (source.hasLink(now)) {
            endpoint.mend();
        } else {
            endpoint.cut();
        }
        source.release(now);
        endpoint.tick(now);
    }

    /** Packets of all recorders. */
    public long packets() {
        return sources.stream().mapToLong(RecorderSupply::count).sum();
    }

    /** Packets that the server has made durable. */
    public long acknowledged() {
        return sources.stream().mapToLong(RecorderSupply::acknowledgedCount).sum();
    }

    /** Packets sent more than once. */
    public long retransmitted() {
        return endpoints.stream().mapToLong(RecorderEndpoint::retransmitted).sum();
    }

    /** How many recorders are in a state. */
    long inState(RecorderState state) {
        return endpoints.stream().filter(endpoint -> endpoint.state() == state).count();
    }

    @Override
    public void close() {
        loop.submit(() -> endpoints.forEach(endpoint -> endpoint.close(System.nanoTime())))
                .awaitUninterruptibly(FAREWELL_MILLIS);
        group.shutdownGracefully(0, FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(FAREWELL_MILLIS);
    }

    private final class Listener implements RecorderListener {
        private final RecorderSupply source;
        private final String unit;

        Listener(RecorderSupply source) {
            this.source = source;
            this.unit = UnitId.format(source.unit());
        }

        @Override
        public void stateChanged(RecorderState state, String why) {
            if (!why.equals("closed")) {
                System.err.println("unit=" + unit + " " + state.label() + ": " + why);
            }
        }

        @Override
        public void command(byte[] command) {
            byte[] answer =
                    CommandAnswer.to(command, source.unit(), LocalDateTime.now(ZoneOffset.UTC));
            System.err.println("unit=" + unit + " got a command of " + command.length + " bytes, "
                    + (source.answer(answer) ? "answered" : "not answered: its numbering is kept"));
        }

        @Override
        public void numberingLost(int expectedByServer) {
            done.completeExceptionally(new CommandFailed("unit " + unit + ": the server expects packet "
                    + Integer.toUnsignedLong(expectedByServer) + ", which this spool has never numbered:"
                    + " the spool is older than what was sent from it; use an empty --spool"));
        }
    }
}
