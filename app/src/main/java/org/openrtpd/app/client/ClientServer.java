package org.openrtpd.app.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.RateLimitedLog;
import org.openrtpd.app.ops.SourceLog;
import org.openrtpd.protocol.client.SohUnit;
import org.openrtpd.protocol.clientsession.Dismissal;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.storage.journal.JournalTailer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Serves all client programs, on one event loop that is not the recorders'. */
public final class ClientServer {

    private static final Logger LOG = LoggerFactory.getLogger(ClientServer.class);
    private static final long TICK_MILLIS = 250;
    private static final int LOGGED_COMMAND_BYTES = 64;

    private final ClientConfig config;
    private final EventLoop loop;
    private final Supplier<JournalTailer> tailers;
    private final PacketReaders readers;
    private final DeliveredPackets delivered = new DeliveredPackets(InstantSource.system());
    private final AppendSignal signal;
    private final Recorders recorders;
    private final ClientMeters meters;
    private final ClientPlaces places;
    private final RateLimitedLog limited = new RateLimitedLog(LOG, System::nanoTime);
    private final SourceLog lines = new SourceLog(LOG, System::nanoTime);
    private final Set<ClientConnection> connections = new LinkedHashSet<>();

    /** Those that get packets. */
    private final List<ClientConnection> attached = new CopyOnWriteArrayList<>();

    private boolean pumpsSoon;
    private volatile boolean isAnyAttached;

    /**
     * @param loop owns all clients
     * @param tailers makes a tailer of the journal
     */
    public ClientServer(ClientConfig config, EventLoop loop, Supplier<JournalTailer> tailers,
            Recorders recorders, MeterRegistry registry) {
        this.config = config;
        this.loop = loop;
        this.tailers = tailers;
        this.readers = new PacketReaders(tailers, PooledByteBufAllocator.DEFAULT);
        this.signal = new AppendSignal(loop, this::pump);
        this.recorders = recorders;
        this.meters = new ClientMeters(registry, attached::size);
        this.places = new ClientPlaces(config.replay().toNanos());
    }

    /** Begins to carry packets. */
    public void start() {
        loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        each(connection -> connection.tick(now));
        // Some entries come without a word, and some words without an entry.
        pump();
    }

    /** One client that fails must not end what is done for the others. */
    private void each(Consumer<ClientConnection> work) {
        for (ClientConnection connection : new ArrayList<>(connections)) {
            try {
                work.accept(connection);
            } catch (RuntimeException | OutOfMemoryError e) {
                // Netty says so when the memory for buffers is used up.
                connection.fail(e);
            }
        }
    }

    /** Says that entries were appended to the journal; cheap, any thread. */
    public void appended() {
        if (isAnyAttached) {
            signal.raise();
        }
    }

    /**
     * A turn for each client; connections are read from and written to between turns.
     *
     * @return true when some client got something
     */
    private boolean pump() {
        boolean more = false;
        delivered.atThisTime();
        for (ClientConnection client : attached) {
            try {
                more |= client.pump();
            } catch (RuntimeException | OutOfMemoryError e) {
                client.fail(e);
            }
        }
        long packets = delivered.takeCount();
        meters.packets.increment(packets);
        if (more) {
            pumpSoon();
        }
        return packets > 0;
    }

    /** Some client can take packets, or wants other ones. */
    void pumpSoon() {
        if (!pumpsSoon) {
            pumpsSoon = true;
            loop.execute(() -> {
                pumpsSoon = false;
                pump();
            });
        }
    }

    /** Takes a connection over whose first frame is no recorder's. Event loop only. */
    public void take(Channel channel) {
        ClientConnection connection = new ClientConnection(this, channel);
        channel.pipeline().addLast(connection);
        if (!config.allows(connection.peer().getAddress())) {
            limited.warn("network " + connection.peer().getAddress(),
                    "client={} is refused: its network is none of --allow-client",
                    HostPort.format(connection.peer()));
            connection.dismiss(Dismissal.FAULT);
        }
        connections.add(connection);
    }

    /** True when nobody may attach any more; who does not finish the handshake takes no place. */
    boolean isFull(InetSocketAddress peer) {
        boolean full = attached.size() >= config.maxClients();
        if (full) {
            limited.warn("full", "client={} is told to come back: {} clients are attached, the limit"
                    + " of --max-clients", HostPort.format(peer), config.maxClients());
        }
        return full;
    }

    void attached(ClientConnection client) {
        attached.add(client);
        isAnyAttached = true;
        pumpSoon();
    }

    /** The client gets no packets any more. */
    void detached(ClientConnection client) {
        attached.remove(client);
        isAnyAttached = !attached.isEmpty();
    }

    void left(ClientConnection connection) {
        connections.remove(connection);
    }

    /** A tailer where a program begins: where it stopped, or the replay time back, or live. */
    JournalTailer tailerFor(ClientPlaces.Program program, long nowNanos) {
        JournalTailer tailer = tailers.get();
        if (config.replay().isZero()) {
            tailer.toEnd();
            return tailer;
        }
        places.comeBack(program, nowNanos).ifPresentOrElse(tailer::toIndex, () ->
                tailer.toTime((System.currentTimeMillis() - config.replay().toMillis()) * 1_000_000L));
        return tailer;
    }

    void remember(ClientPlaces.Program program, long index) {
        places.remember(program, index, System.nanoTime());
    }

    /** Gathers what an SOH answer tells; the answer comes back on the event loop. */
    void soh(BiConsumer<Integer, List<SohUnit>> answer) {
        recorders.heard(units -> answer.accept((int) (System.currentTimeMillis() / 1000),
                units.stream()
                        .map(heard -> new SohUnit(heard.unit(), heard.ipv4(),
                                delivered.lastOf(heard.unit()), heard.lastPacket()))
                        .toList()));
    }

    /** Hands a command on when its sender may send some. Every one stands in the log. */
    void command(InetSocketAddress from, int unit, byte[] command) {
        String what = "command of client=" + HostPort.format(from) + " for unit "
                + (unit == UnitId.ALL ? "all" : UnitId.format(unit)) + ", " + command.length + " bytes "
                + HexFormat.of().formatHex(command, 0, Math.min(command.length, LOGGED_COMMAND_BYTES));
        if (!config.allowsCommandsOf(from.getAddress())) {
            meters.commandsRefused.increment();
            limited.warn("command " + from.getAddress(),
                    "{}: refused, its network is none of --allow-commands", what);
            return;
        }
        recorders.command(unit, command, count -> {
            if (count == 0) {
                LOG.warn("{}: no such unit is attached, or too many commands wait for it", what);
            } else {
                LOG.info("{}: sent to {} recorders", what, count);
            }
        });
    }

    /** All attached programs. Event loop only. */
    public List<ClientFacts> facts() {
        long now = System.nanoTime();
        return connections.stream().flatMap(each -> each.facts(now).stream()).toList();
    }

    ClientConfig config() {
        return config;
    }

    PacketReaders readers() {
        return readers;
    }

    DeliveredPackets delivered() {
        return delivered;
    }

    ClientMeters meters() {
        return meters;
    }

    void warn(InetSocketAddress peer, String format, Object... arguments) {
        limited.warn(peer.getAddress(), format, arguments);
    }

    /** Tells the life of a client, as long as those of its network do not come and go too often. */
    void info(InetSocketAddress peer, String format, Object... arguments) {
        lines.log(Level.INFO, peer.getAddress(), format, arguments);
    }

    /** Ends all connections with FIN behind a whole message. Event loop only. */
    public void stop() {
        each(ClientConnection::stop);
    }
}
