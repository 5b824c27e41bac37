package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderTcpCodec;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;

/**
 * A server, its journal, some recorders and the bad network between them, all from one seed and
 * without a clock: events happen in the order of a virtual time.
 */
final class SimulatedWorld {

    static final long MILLI = 1_000_000L;
    private static final long END_OF_TIME = 24 * 3600 * 1000L * MILLI;
    private static final InetSocketAddress SERVER = address(1);
    private static final byte[] KEY = "a key of sixteen".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    final SplittableRandom random;
    final SimulatedJournal journal = new SimulatedJournal();
    final List<Station> stations = new ArrayList<>();
    final double loss;
    final double duplicates;
    final long delaySpread;
    final int faults;
    int badDatagrams;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final RecorderUdpCodec codec = new RecorderUdpCodec();
    private final RecorderMessage message = new RecorderMessage();
    private final Map<InetSocketAddress, Station> byAddress = new HashMap<>();
    private long now;
    private long order;
    private int nextPort = 10_000;
    private int serverLife;
    private boolean commitScheduled;
    SessionTable table;

    SimulatedWorld(long seed, boolean tcp) {
        random = new SplittableRandom(seed);
        loss = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.4;
        duplicates = random.nextDouble() * 0.3;
        delaySpread = 1 + random.nextLong(random.nextBoolean() ? 20 : 1500) * MILLI;
        faults = random.nextInt(6);
        startServer();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            // Numbers that pass 2^32 in the middle, now and then.
            int first = random.nextInt(4) == 0 ? -random.nextInt(1, 30) : 0;
            SimulatedSource source = new SimulatedSource(0x9E00 + i, random.nextInt(), first,
                    1 + random.nextInt(60), journal);
            stations.add(tcp ? new TcpStation(source) : new UdpStation(source));
        }
        for (int i = 0; i < faults; i++) {
            at(random.nextLong(20_000) * MILLI, this::fault);
        }
        at(1000 * MILLI, this::tick);
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Lets it run until every recorder is done; false when it never is. */
    boolean run() {
        while (!events.isEmpty() && now < END_OF_TIME) {
            Event event = events.poll();
            now = event.at;
            event.what.run();
            if (stations.stream().allMatch(Station::isDone)) {
                return true;
            }
        }
        return false;
    }

    private void at(long delay, Runnable what) {
        events.add(new Event(now + Math.max(0, delay), order++, what));
    }

    private long travel() {
        return MILLI / 2 + random.nextLong(delaySpread);
    }

    // ------------------------------------------------------------------ the server

    private void startServer() {
        serverLife++;
        SessionLimits limits = new SessionLimits(100, 200_000, 5000, 100_000, 64,
                180_000 * MILLI, unit -> true);
        table = new SessionTable(limits, new AttachCookie(KEY), random, 42, journal,
                new NoListener(), new UnpooledByteBufAllocator(false, true));
        journal.restore(table);
    }

    private void crashServer() {
        // Everything appended survives a kill; a power loss leaves what was forced, or a bit more.
        int kept = random.nextBoolean()
                ? journal.entries.size()
                : random.nextInt(journal.durable, journal.entries.size() + 1);
        journal.loseBehind(kept);
        stations.forEach(Station::serverDied);
        startServer();
        commitScheduled = false;
    }

    private void batchDone() {
        table.sendAcks(now);
        if (!commitScheduled && journal.durable < journal.entries.size()) {
            commitScheduled = true;
            int life = serverLife;
            int upTo = journal.entries.size();
            at(random.nextLong(30) * MILLI, () -> {
                if (life == serverLife) {
                    commitScheduled = false;
                    journal.durable = upTo;
                    table.committed(upTo);
                    batchDone();
                }
            });
        }
    }

    private void tick() {
        table.tick(now);
        stations.forEach(Station::wake);
        at(1000 * MILLI, this::tick);
    }

    private void fault() {
        switch (random.nextInt(5)) {
            case 0 -> crashServer();
            case 1 -> stations.get(random.nextInt(stations.size())).restart();
            case 2 -> stations.get(random.nextInt(stations.size())).move();
            case 3 -> {
                // Full at once, or in the middle of what comes next.
                journal.room = random.nextInt(20);
                journal.full = random.nextBoolean();
                table.windowsChanged(now);
                batchDone();
                at(random.nextLong(30_000) * MILLI, () -> {
                    journal.makeRoom();
                    table.windowsChanged(now);
                    batchDone();
                });
            }
            default -> stations.get(random.nextInt(stations.size())).toss();
        }
    }

    private final class UdpWay implements RecorderLink, DatagramSource {
        private final InetSocketAddress peer;

        UdpWay(InetSocketAddress peer) {
            this.peer = peer;
        }

        @Override
        public InetSocketAddress peer() {
            return peer;
        }

        @Override
        public Transport transport() {
            return Transport.UDP;
        }

        @Override
        public void send(RecorderMessage reply) {
            ByteBuf datagram = encoded(reply);
            overBadLink(() -> {
                Station station = byAddress.get(peer);
                if (station instanceof UdpStation udp) {
                    udp.datagram(datagram);
                }
            });
        }

        @Override
        public void close() {
            // There is nothing to close.
        }

        @Override
        public boolean isPeerOf(RecorderLink link) {
            return peer.equals(link.peer());
        }

        @Override
        public RecorderLink link() {
            return this;
        }
    }

    private ByteBuf encoded(RecorderMessage what) {
        ByteBuf datagram = Unpooled.buffer(RecorderUdpCodec.MAX_DATAGRAM);
        codec.encode(what, datagram);
        return datagram;
    }

    private void overBadLink(Runnable arrival) {
        int copies = random.nextDouble() < duplicates ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= loss) {
                at(travel(), arrival);
            }
        }
    }

    private static final class NoListener implements SessionListener {
        @Override
        public void attached(RecorderSession session, int goOn) {}

        @Override
        public void rebound(RecorderSession session, InetSocketAddress before) {}

        @Override
        public void detached(RecorderSession session, DetachReason reason) {}

        @Override
        public void gap(RecorderSession session, int firstLost, int goOn) {}

        @Override
        public void unitContested(RecorderSession session, InetSocketAddress other) {}

        @Override
        public void refused(int unit, InetSocketAddress peer, SessionCount reason) {}

        @Override
        public void commandDone(RecorderSession session, boolean acknowledged) {}
    }

    // ------------------------------------------------------------------ the recorders

    abstract class Station implements RecorderListener {
        final SimulatedSource source;
        InetSocketAddress address;
        private int pendingWake;

        Station(SimulatedSource source) {
            this.source = source;
        }

        abstract boolean isDone();

        abstract void restart();

        abstract void serverDied();

        abstract void doTick();

        abstract long wakeAt();

        /** The recorder's memory ran over while the line was down: the oldest packets are lost. */
        void toss() {
            int waiting = source.end() - source.oldest;
            if (waiting > 1) {
                restartAfterToss(source.oldest + random.nextInt(1, waiting));
            }
        }

        private void restartAfterToss(int oldest) {
            source.oldest = oldest;
            restart();
        }

        void move() {
            byAddress.remove(address);
            address = address(nextPort++);
            byAddress.put(address, this);
        }

        void wake() {
            doTick();
            scheduleWake();
        }

        void scheduleWake() {
            int mine = ++pendingWake;
            long delay = wakeAt() - now;
            if (delay < END_OF_TIME) {
                at(delay, () -> {
                    if (mine == pendingWake) {
                        wake();
                    }
                });
            }
        }

        @Override
        public void stateChanged(RecorderState state, String why) {}

        @Override
        public void command(byte[] command) {}

        @Override
        public void numberingLost(int expectedByServer) {
            throw new AssertionError("the server expects " + expectedByServer);
        }
    }

    final class UdpStation extends Station {
        private UdpRecorder recorder;

        UdpStation(SimulatedSource source) {
            super(source);
            restart();
        }

        @Override
        void restart() {
            move();
            recorder = new UdpRecorder(source.unit, source.epoch, source, this::toServer, this,
                    random, now);
            scheduleWake();
        }

        private void toServer(RecorderMessage what) {
            ByteBuf datagram = encoded(what);
            InetSocketAddress from = address;
            overBadLink(() -> {
                RecorderMessage in = new RecorderMessage();
                if (codec.decode(datagram, in) != WireDefect.NONE) {
                    throw new AssertionError("undamaged datagram refused: " + in);
                }
                table.datagram(in, new UdpWay(from), now);
                batchDone();
            });
        }

        void datagram(ByteBuf datagram) {
            if (codec.decode(datagram, message) != WireDefect.NONE) {
                throw new AssertionError("undamaged datagram refused");
            }
            recorder.receive(message, now);
            scheduleWake();
        }

        @Override
        void serverDied() {
            // A recorder does not notice.
        }

        @Override
        void doTick() {
            recorder.tick(now);
        }

        @Override
        long wakeAt() {
            return recorder.wakeAtNanos();
        }

        @Override
        boolean isDone() {
            return recorder.isDone();
        }
    }

    final class TcpStation extends Station implements ConnectionOutput {
        private TcpRecorder recorder;
        private Connection connection;

        TcpStation(SimulatedSource source) {
            super(source);
            restart();
        }

        @Override
        void restart() {
            reset();
            move();
            recorder = new TcpRecorder(source.unit, source.epoch, source, this, this, random, now);
            scheduleWake();
        }

        private void reset() {
            if (connection != null) {
                connection.die();
            }
            connection = null;
        }

        @Override
        void move() {
            super.move();
            Connection lost = connection;
            connection = null;
            if (lost != null) {
                lost.die();
                recorder.disconnected("reset", now);
            }
        }

        @Override
        void serverDied() {
            move();
            scheduleWake();
        }

        @Override
        public void connect() {
            Connection fresh = new Connection(this, address, serverLife);
            connection = fresh;
            at(travel(), () -> {
                if (connection == fresh) {
                    recorder.connected(now);
                    scheduleWake();
                }
            });
        }

        @Override
        public void send(RecorderMessage what) {
            connection.toServer(what);
        }

        @Override
        public void disconnect() {
            reset();
            recorder.disconnected("closed", now);
            scheduleWake();
        }

        @Override
        void doTick() {
            recorder.tick(now);
        }

        @Override
        long wakeAt() {
            return recorder.wakeAtNanos();
        }

        @Override
        boolean isDone() {
            return recorder.isDone();
        }
    }

    /** Keeps the order in both directions, and loses what is under way when it dies. */
    private final class Connection implements RecorderLink {
        private final TcpStation station;
        private final InetSocketAddress peer;
        private final int life;
        private RecorderSession session;
        private boolean dead;
        private long lastUp;
        private long lastDown;

        Connection(TcpStation station, InetSocketAddress peer, int life) {
            this.station = station;
            this.peer = peer;
            this.life = life;
        }

        void toServer(RecorderMessage what) {
            ByteBuf frame = frame(what);
            lastUp = Math.max(lastUp, now + travel());
            at(lastUp - now, () -> {
                if (!dead && life == serverLife) {
                    RecorderMessage in = decoded(frame);
                    if (session == null) {
                        session = table.attachByFrame(in, this, now);
                    } else {
                        table.frame(session, in, now);
                    }
                    batchDone();
                }
            });
        }

        @Override
        public void send(RecorderMessage what) {
            ByteBuf frame = frame(what);
            lastDown = Math.max(lastDown, now + travel());
            at(lastDown - now, () -> {
                if (station.connection == this) {
                    station.recorder.receive(decoded(frame), now);
                    station.scheduleWake();
                }
            });
        }

        private ByteBuf frame(RecorderMessage what) {
            ByteBuf frame = Unpooled.buffer(RecorderTcpCodec.MAX_FRAME);
            RecorderTcpCodec.encode(what, frame);
            return frame;
        }

        private RecorderMessage decoded(ByteBuf frame) {
            RecorderMessage in = new RecorderMessage();
            if (RecorderTcpCodec.decode(frame, in) != WireDefect.NONE) {
                throw new AssertionError("undamaged frame refused");
            }
            return in;
        }

        /** The recorder's end is gone; the server hears of it later. */
        void die() {
            RecorderSession ended = session;
            at(travel(), () -> {
                if (ended != null && !dead && life == serverLife) {
                    dead = true;
                    table.disconnected(ended, DetachReason.DISCONNECTED);
                }
            });
        }

        @Override
        public InetSocketAddress peer() {
            return peer;
        }

        @Override
        public Transport transport() {
            return Transport.TCP;
        }

        @Override
        public void close() {
            dead = true;
            lastDown = Math.max(lastDown, now + travel());
            at(lastDown - now, () -> {
                if (station.connection == this) {
                    station.connection = null;
                    station.recorder.disconnected("server closed", now);
                    station.scheduleWake();
                }
            });
        }
    }
}
