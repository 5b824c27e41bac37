package org.openrtpd.app.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openrtpd.app.client.ClientServer;
import org.openrtpd.app.client.Recorders;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.LatencyHistogram;
import org.openrtpd.app.ops.LingeringClose;
import org.openrtpd.app.ops.PacketTraffic;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.app.upstream.Upstreams;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.session.AttachCookie;
import org.openrtpd.protocol.session.SessionCount;
import org.openrtpd.protocol.session.SessionTable;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.PacketJournal;
import org.openrtpd.storage.journal.RecoveredJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RTPD: opens the journal, the sessions and the sockets in that order, and closes them in the
 * reverse one. Once {@link #open} returns, recorders are taken in.
 */
public final class IngestServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);
    private static final long TICK_MILLIS = 500;
    private static final long STOP_MILLIS = 1500;
    private static final int COOKIE_KEY_BYTES = 32;

    private final ServerConfig config;
    private final MeterRegistry registry;
    private final IngestMeters meters;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final RecorderUdpCodec codec = new RecorderUdpCodec();

    private PacketJournal journal;
    private SessionTable sessions;
    private IngestCore core;
    private CommitLoop commits;
    /** One for all forces: hundreds a second would each leave another. */
    private final Runnable acknowledging = () -> core.committed(commits.durable());
    private IoEventLoop loop;
    private EventLoop clientLoop;
    private ClientServer clients;
    private Upstreams upstreams;
    private Listeners listeners;
    private final PacketTraffic traffic = new PacketTraffic();
    private final LatencyHistogram appends = new LatencyHistogram();
    private volatile long lastTickNanos = System.nanoTime();
    private boolean closed;

    private IngestServer(ServerConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
        this.meters = new IngestMeters(registry);
    }

    /**
     * Starts the server.
     *
     * @throws JournalException when the journal cannot be written; its text says why and what to do
     * @throws BindException when the address cannot be listened on
     */
    public static IngestServer open(ServerConfig config, MeterRegistry registry) {
        IngestServer server = new IngestServer(config, registry);
        try {
            server.open();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void open() {
        RecoveredJournal recovered = openJournal();
        Sockets sockets = Sockets.best();
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("rtpd-ingest"), sockets.loops());
        opened.push(() -> group.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(STOP_MILLIS));
        loop = group.next();
        openSessions(recovered);
        upstreams = new Upstreams(journal, traffic);
        openCommits();
        EventLoopGroup clientGroup = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("rtpd-clients"), sockets.loops());
        opened.push(() -> clientGroup.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(STOP_MILLIS));
        clientLoop = clientGroup.next();
        clients = new ClientServer(
                config.clients(), clientLoop, journal::tailer, new OverTheLoops(), registry);
        clients.start();
        openSockets(sockets, clientGroup);
        upstreams.open(sockets, loop, config.upstreams(), recovered.numberings(), core::endOfBatch,
                core::fail, config.upstreamPause(), registry);
        opened.push(upstreams);
        openUpkeep(recovered);
        LOG.info("transport={} durability={} listening on {}; {}; {}", listeners.udp().name(),
                config.durability().name().toLowerCase(Locale.ROOT),
                HostPort.format(tcpAddress()),
                config.allowedNetworks().isEmpty() ? "recorders of all networks are heard"
                        : "recorders of " + config.allowedNetworks() + " are heard",
                config.allowsAllUnits() ? "all units may attach (no --allow-unit is given)"
                        : "only the units given with --allow-unit may attach");
    }

    private RecoveredJournal openJournal() {
        long begin = System.nanoTime();
        JournalConfig journalConfig = new JournalConfig(
                config.data(), config.durability(), config.minFreeBytes(), InstantSource.system());
        String start = "server=openrtpd version=" + version() + " pid=" + ProcessHandle.current().pid()
                + " durability=" + config.durability() + " start=" + Long.toHexString(begin);
        RecoveredJournal recovered = JournalRecovery.open(journalConfig, start);
        journal = recovered.journal();
        opened.push(journal);
        LOG.info("journal open in {}: {} units known, {} entries read in {} ms", config.data(),
                recovered.numberings().all().stream().map(n -> n.unit()).distinct().count(),
                recovered.entriesRead(), (System.nanoTime() - begin) / 1_000_000);
        return recovered;
    }

    private void openSessions(RecoveredJournal recovered) {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[COOKIE_KEY_BYTES];
        random.nextBytes(key);
        JournalSink sink = new JournalSink(journal, traffic, appends);
        sessions = new SessionTable(config.limits(), new AttachCookie(key), random,
                (int) ProcessHandle.current().pid(), sink, new SessionLog(),
                PooledByteBufAllocator.DEFAULT);
        recovered.numberings().all().forEach(n -> sessions.restore(n.unit(), n.epoch(), n.next()));
        core = new IngestCore(sessions, journal, sink, config.durability(), this::appended, this::fail);
        meters.bind(sessions.counts(), sessions::attached, journal::appended);
    }

    private void openCommits() {
        commits = new CommitLoop(journal, config.commitInterval(), this::committed, this::fail,
                meters.forces);
        if (config.durability() == Durability.DISK) {
            commits.start();
            opened.push(commits);
        }
    }

    private void appended() {
        commits.appended();
        clients.appended();
    }

    private void committed() {
        loop.execute(acknowledging);
    }

    private void openSockets(Sockets sockets, EventLoopGroup clientGroup) {
        NetworkAllowList networks = new NetworkAllowList(config.allowedNetworks());
        ChannelGroup connections = new DefaultChannelGroup("tcp", GlobalEventExecutor.INSTANCE);
        ForeignCapture capture = config.capture().map(this::openCapture).orElse(null);
        DatagramPorts datagrams = new DatagramPorts(sockets, loop,
                config.receiveBufferBytes(), codec, meters);
        listeners = Listeners.bind(sockets, datagrams, clientGroup, config.listen(),
                new TcpAcceptor(core, loop, clients::take, networks, meters, connections, config.maxConnections(),
                        config.handshakeTimeout()));
        opened.push(() -> stopSockets(connections));
        DatagramPort udp = listeners.udp();
        meters.bind(udp);
        loop.execute(() -> {
            core.answersOver(udp);
            udp.start(new DatagramIntake(core, codec, networks,
                    new ProbeSources(config.allowedProbes(), System::nanoTime), meters, capture,
                    udp.address()));
        });
        ScheduledFuture<?> ticks = loop.scheduleAtFixedRate(
                this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        opened.push(() -> ticks.cancel(false));
    }

    private void tick() {
        lastTickNanos = System.nanoTime();
        try {
            core.tick();
        } catch (RuntimeException e) {
            // One failed round must not end the rounds that follow.
            LOG.error("looking after the sessions went wrong; it is tried again", e);
        }
    }

    private ForeignCapture openCapture(Path path) {
        try {
            ForeignCapture capture = ForeignCapture.open(
                    path, config.captureLimitBytes(), InstantSource.system());
            opened.push(capture);
            return capture;
        } catch (IOException e) {
            throw new JournalException("cannot write --capture " + path + ": " + e, e);
        }
    }

    private void openUpkeep(RecoveredJournal recovered) {
        UpkeepLoop upkeep = new UpkeepLoop(recovered, config, this::totals);
        opened.push(upkeep);
        upkeep.start();
    }

    /** Takes nothing in any more, commits what came, acknowledges it, and says good-bye. */
    private void stopSockets(ChannelGroup connections) {
        listeners.tcp().close().awaitUninterruptibly(STOP_MILLIS);
        onLoop(listeners.udp()::stop);
        if (!failure.isDone()) {
            long upTo = config.durability() == Durability.DISK ? lastCommit() : journal.appended();
            onLoop(() -> {
                core.committed(upTo);
                core.stop();
            });
        }
        clientLoop.submit(clients::stop).awaitUninterruptibly(STOP_MILLIS);
        connections.forEach(IngestServer::end);
        connections.newCloseFuture().awaitUninterruptibly(LingeringClose.LONGEST_MILLIS + STOP_MILLIS);
        listeners.udp().close();
    }

    private static void end(Channel channel) {
        if (channel.isRegistered()) {
            channel.eventLoop().execute(() -> LingeringClose.close(channel));
        } else {
            // On its way from one loop to the other.
            channel.unsafe().closeForcibly();
        }
    }

    private long lastCommit() {
        commits.close();
        return commits.durable();
    }

    private void onLoop(Runnable work) {
        loop.submit(work).awaitUninterruptibly(STOP_MILLIS);
    }

    /** Carries what clients want to the recorders' loop, and the answer back to theirs. */
    private final class OverTheLoops implements Recorders {
        @Override
        public void command(int unit, byte[] command, Consumer<Integer> sentTo) {
            loop.execute(() -> {
                int count = core.command(unit, command);
                if (count == 0 || unit == UnitId.ALL) {
                    count += upstreams.command(unit, command);
                }
                int recorders = count;
                clientLoop.execute(() -> sentTo.accept(recorders));
            });
        }

        @Override
        public void heard(Consumer<List<Heard>> answer) {
            loop.execute(() -> {
                List<Heard> heard = core.heard();
                heard.addAll(upstreams.heard());
                clientLoop.execute(() -> answer.accept(heard));
            });
        }
    }

    private void fail(RuntimeException cause) {
        if (failure.complete(cause)) {
            LOG.error("the journal failed; nothing is acknowledged any more and RTPD ends: {}",
                    cause.getMessage(), cause);
        }
    }

    /** Completes with the cause when the server cannot go on. */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    /** The server as it may be looked at from beside. */
    public ServerView view() {
        return new ServerView(config, journal, commits, traffic, appends, () -> lastTickNanos, loop,
                sessions, clientLoop, clients);
    }

    /** One line of totals. */
    public String totals() {
        return "attached=" + sessions.attached()
                + upstreams.totals()
                + " packets=" + sessions.counts().total(SessionCount.PACKETS)
                + " bytes=" + sessions.counts().total(SessionCount.BYTES)
                + " duplicates=" + sessions.counts().total(SessionCount.DUPLICATES)
                + " gaps=" + sessions.counts().total(SessionCount.GAPS);
    }

    public InetSocketAddress udpAddress() {
        return listeners.udp().address();
    }

    public InetSocketAddress tcpAddress() {
        return (InetSocketAddress) listeners.tcp().localAddress();
    }

    private static String version() {
        String version = IngestServer.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("closing went wrong: {}", e.toString());
            }
        }
    }
}
