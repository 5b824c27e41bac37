package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.Seq;

/**
 * The server's side of the recorder leg: all units, their numberings and their sessions. It is told
 * of every message ({@link #datagram}, {@link #frame}), of time ({@link #tick}) and of what became
 * durable ({@link #committed}), and answers through the links. Acknowledgements are collected and
 * go out with {@link #sendAcks}, at most one a session. One thread only.
 *
 * <p>Nothing is keyed by address: a datagram that names its unit, session and epoch moves the
 * session to wherever it came from, since NAT changes addresses at any time.
 */
public final class SessionTable {

    private static final int PROBES_PER_NETWORK_AND_SECOND = 4;
    private static final long KEEP_ALIVE_NANOS = 20_000_000_000L;
    private static final long TCP_TIMEOUT_NANOS = 60_000_000_000L;
    private static final long NO_COOKIE = 0;

    private final SessionLimits limits;
    private final RandomGenerator random;
    private final SessionListener listener;
    private final IngestPath path;
    private final Admission admission;
    private final NetworkRate probeRate = new NetworkRate(PROBES_PER_NETWORK_AND_SECOND);
    private final SessionCounts counts = new SessionCounts();
    private final IntObjectMap<UnitState> units = new IntObjectHashMap<>();
    private final RecorderMessage scratch = new RecorderMessage();
    private int attached;

    /**
     * @param processId of the server, told in OFFER
     */
    public SessionTable(SessionLimits limits, AttachCookie cookies, RandomGenerator random,
            int processId, PacketSink sink, SessionListener listener, ByteBufAllocator allocator) {
        this.limits = limits;
        this.random = random;
        this.listener = listener;
        this.path = new IngestPath(sink, limits, counts, allocator);
        this.admission = new Admission(limits, cookies, processId, counts, listener);
    }

    /** Totals since start; may be read by any thread. */
    public SessionCounts counts() {
        return counts;
    }

    /** Units attached now; the probe is none. */
    public int attached() {
        return attached;
    }

    /** Bytes of early packets held now. */
    public long heldBytes() {
        return path.heldBytes();
    }

    /** The session of a unit, or {@code null} when it is not attached. */
    public RecorderSession session(int unit) {
        UnitState state = units.get(unit);
        return state == null ? null : state.session;
    }

    /** Shows every session of a recorder to a reader. */
    public void forEachSession(Consumer<RecorderSession> reader) {
        forAll(session -> {
            if (!session.unit.isProbe()) {
                reader.accept(session);
            }
        });
    }

    /** Shows every session to a reader, that of the probe too. */
    private void forAll(Consumer<RecorderSession> reader) {
        units.values().forEach(unit -> {
            if (unit.session != null) {
                reader.accept(unit.session);
            }
        });
    }

    /** Shows every unit that was heard since the server started, attached or not, by its number. */
    public void forEachHeard(ObjIntConsumer<UnitStatistics> reader) {
        units.values().forEach(unit -> {
            if (unit.statistics.lastPeer != null && !unit.isProbe()) {
                reader.accept(unit.statistics, unit.unit);
            }
        });
    }

    /** Tells, before any message, how far the journal has a numbering; least recent first. */
    public void restore(int unit, int epoch, int next) {
        UnitState state = state(unit);
        Numbering known = state.numbering(epoch);
        if (known == null) {
            state.remember(new Numbering(state, epoch, next));
        } else {
            known.next = next;
            known.durable = next;
            state.remember(known);
        }
    }

    /** Takes in a well-formed datagram. */
    public void datagram(RecorderMessage message, DatagramSource from, long nowNanos) {
        switch (message.type()) {
            case REFTEK, NOP, ACK, BREAK -> inSession(message, from, nowNanos);
            case DISCOVER -> admission.discover(message.unit(), from.link(), nowNanos);
            case ATTACH -> attachByDatagram(message, from.link(), nowNanos);
            case CMDPKT, BUSY, OFFER, ATTACHED -> counts.increment(SessionCount.UNEXPECTED_TYPE);
        }
    }

    /** Turns a probe away that came from where none may come from, and tells it so. */
    public void refuseProbe(RecorderMessage message, RecorderLink from, long nowNanos) {
        admission.refuseProbe(message, from, nowNanos);
    }

    private void inSession(RecorderMessage message, DatagramSource from, long nowNanos) {
        UnitState unit = units.get(message.unit());
        RecorderSession session = unit == null ? null : unit.session;
        if (session == null || !session.isUdp() || session.id != message.session()
                || (session.numbering.epoch & 0xFFFF) != message.epochCheck()) {
            admission.unknownSession(message, from.link(), nowNanos);
            return;
        }
        if (!from.isPeerOf(session.link)) {
            rebind(session, from.link());
        }
        heard(session, nowNanos);
        commandAcknowledged(session, message.ack());
        switch (message.type()) {
            case REFTEK -> packet(session, message, nowNanos);
            case NOP -> path.ackSoon(session);
            case BREAK -> end(session, DetachReason.BREAK);
            default -> {
                // An ACK has said all with its ack.
            }
        }
    }

    private void packet(RecorderSession session, RecorderMessage message, long nowNanos) {
        if (session.unit.isProbe()
                && !probeRate.permits(session.link.peer().getAddress(), nowNanos)) {
            counts.increment(SessionCount.PROBE_RATE);
            return;
        }
        session.datagramPacket(message, nowNanos);
    }

    private void rebind(RecorderSession session, RecorderLink from) {
        InetSocketAddress before = session.link.peer();
        session.link = from;
        session.statistics().rebinds++;
        counts.increment(SessionCount.REBINDS);
        listener.rebound(session, before);
    }

    private void attachByDatagram(RecorderMessage message, RecorderLink from, long nowNanos) {
        int unit = message.unit();
        if (!admission.provesAddress(unit, message.cookie(), from, nowNanos)) {
            return;
        }
        RecorderSession current = session(unit);
        if (current != null && isRepeated(message, from, current)) {
            // The network doubled the ATTACH, or lost or delayed the answer: the session stays.
            heard(current, nowNanos);
            current.sendAttached(scratch);
            return;
        }
        attach(message, from, message.cookie(), nowNanos);
    }

    /**
     * A recorder that had no answer in time asks again, and by then may have been given another
     * cookie; as long as nothing came through the session, it is what that recorder asks for.
     */
    private static boolean isRepeated(
            RecorderMessage message, RecorderLink from, RecorderSession current) {
        return current.isUdp()
                && (current.cookie == message.cookie() || current.isUnused())
                && current.numbering.epoch == message.epoch()
                && current.oldest == message.oldest()
                && current.link.peer().equals(from.peer());
    }

    /**
     * Takes in the first frame of a TCP recorder.
     *
     * @return the session, or {@code null} when it was refused: the refusal is sent and the link
     *     closed
     */
    public RecorderSession attachByFrame(
            RecorderMessage message, RecorderLink link, long nowNanos) {
        RecorderSession session = attach(message, link, NO_COOKIE, nowNanos);
        if (session == null) {
            link.close();
        }
        return session;
    }

    private RecorderSession attach(
            RecorderMessage message, RecorderLink link, long cookie, long nowNanos) {
        int unit = message.unit();
        int epoch = message.epoch();
        int oldest = message.oldest();
        UnitState state = units.get(unit);
        int others = attached - (state == null || state.session == null ? 0 : 1);
        if (!admission.admits(unit, epoch, link, others, nowNanos)) {
            return null;
        }
        state = state(unit);
        Numbering numbering = state.numbering(epoch);
        if (numbering == null) {
            numbering = new Numbering(state, epoch, oldest);
        }
        int expected = numbering.next;
        boolean gap = Seq.isBefore(expected, oldest);
        if (gap && !path.appendGap(state, numbering, link, oldest)) {
            forgetIfEmpty(state);
            admission.journalRefuses(unit, epoch, link);
            return null;
        }
        if (Seq.isBefore(numbering.durable, oldest)) {
            // The recorder has nothing before that number: it cannot be sent there again.
            numbering.durable = oldest;
        }
        RecorderSession session = begin(state, numbering, cookie, oldest, link, nowNanos);
        if (gap) {
            state.statistics.gaps++;
            counts.increment(SessionCount.GAPS);
            listener.gap(session, expected, oldest);
        }
        return session;
    }

    private RecorderSession begin(UnitState unit, Numbering numbering, long cookie, int oldest,
            RecorderLink link, long nowNanos) {
        RecorderSession replaced = unit.session;
        boolean contested = isContested(unit, numbering.epoch, nowNanos);
        RecorderSession session = new RecorderSession(
                unit, numbering, newSessionId(), cookie, oldest, link, path, nowNanos);
        if (replaced != null) {
            if (replaced.numbering.epoch != numbering.epoch) {
                unit.previousEpoch = replaced.numbering.epoch;
                unit.previousEpochNanos = nowNanos;
            }
            end(replaced, DetachReason.REPLACED);
        }
        unit.session = session;
        units.put(unit.unit, unit);
        if (!unit.isProbe()) {
            attached++;
            counts.increment(SessionCount.ATTACHES);
        }
        unit.statistics.lastSeenNanos = nowNanos;
        unit.statistics.lastPeer = link.peer();
        session.sendAttached(scratch);
        listener.attached(session, numbering.durable);
        if (contested) {
            counts.increment(SessionCount.CONTESTED);
            listener.unitContested(session, replaced.peer());
        }
        return session;
    }

    /** Two recorders take the unit from each other: the epoch replaced just now is back. */
    private static boolean isContested(UnitState unit, int epoch, long nowNanos) {
        return unit.session != null
                && unit.session.numbering.epoch != epoch
                && unit.previousEpoch == epoch
                && unit.previousEpochNanos != Long.MIN_VALUE
                && nowNanos - unit.previousEpochNanos < KEEP_ALIVE_NANOS;
    }

    private int newSessionId() {
        int id = random.nextInt();
        return id == 0 ? 1 : id;
    }

    /** Takes in a well-formed frame of an attached TCP recorder. */
    public void frame(RecorderSession session, RecorderMessage message, long nowNanos) {
        if (session.ended) {
            return;
        }
        heard(session, nowNanos);
        switch (message.type()) {
            case REFTEK -> {
                DetachReason broken = session.framePacket(message, nowNanos);
                if (broken == DetachReason.JOURNAL_FULL) {
                    session.link.send(scratch.begin(MessageType.BUSY)
                            .busySeconds(Admission.BUSY_JOURNAL_SECONDS));
                }
                if (broken != null) {
                    end(session, broken);
                }
            }
            case NOP -> {
                // Being heard is all it is for.
            }
            case ACK -> commandAcknowledged(session, message.ack());
            case BREAK -> end(session, DetachReason.BREAK);
            default -> {
                counts.increment(SessionCount.UNEXPECTED_TYPE);
                end(session, DetachReason.PROTOCOL_ERROR);
            }
        }
    }

    /** A TCP recorder's connection ended, or broke the protocol. */
    public void disconnected(RecorderSession session, DetachReason reason) {
        if (!session.ended) {
            end(session, reason);
        }
    }

    private void heard(RecorderSession session, long nowNanos) {
        session.lastHeardNanos = nowNanos;
        session.statistics().lastSeenNanos = nowNanos;
        session.statistics().lastPeer = session.link.peer();
    }

    /**
     * Sends a command to a unit.
     *
     * @return false when the unit is not attached or too many commands wait for it
     */
    public boolean command(int unit, byte[] command, long nowNanos) {
        RecorderSession session = session(unit);
        if (session == null || !session.commands.offer(command)) {
            return false;
        }
        pushCommand(session, nowNanos);
        return true;
    }

    private void commandAcknowledged(RecorderSession session, int ack) {
        if (session.commands.acknowledged(ack)) {
            listener.commandDone(session, true);
        }
    }

    private void pushCommand(RecorderSession session, long nowNanos) {
        if (!session.commands.isDue(nowNanos)) {
            return;
        }
        if (session.commands.isHopeless()) {
            session.commands.next();
            listener.commandDone(session, false);
            return;
        }
        session.sendCommand(scratch, nowNanos);
    }

    /** Everything that was appended up to that position is durable. */
    public void committed(long position) {
        path.committed(position);
    }

    /** The journal takes writes again, or no longer: every recorder is told its new window. */
    public void windowsChanged(long nowNanos) {
        forAll(session -> {
            session.drain(nowNanos);
            path.ackSoon(session);
        });
    }

    /** Sends the acknowledgements that are owed: call at the end of every batch and commit. */
    public void sendAcks(long nowNanos) {
        path.sendAcks(nowNanos);
    }

    /**
     * Looks after time: ends silent sessions, sends commands again, appends held packets that were
     * refused. Call it about every second.
     */
    public void tick(long nowNanos) {
        List<RecorderSession> silent = new ArrayList<>();
        forAll(session -> {
            long timeout = session.isUdp() ? limits.sessionTimeoutNanos() : TCP_TIMEOUT_NANOS;
            if (nowNanos - session.lastHeardNanos >= timeout) {
                silent.add(session);
                return;
            }
            session.drain(nowNanos);
            pushCommand(session, nowNanos);
            // A datagram session is kept by the recorder's own NOP, a connection by both sides.
            if (!session.isUdp() && nowNanos - session.lastSentNanos >= KEEP_ALIVE_NANOS) {
                session.sendNop(scratch, nowNanos);
            }
        });
        silent.forEach(session -> end(session, DetachReason.SILENT));
    }

    /** Ends all sessions: each recorder is told BREAK, so that it looks for a server again. */
    public void stop() {
        List<RecorderSession> all = new ArrayList<>();
        forAll(all::add);
        for (RecorderSession session : all) {
            session.sendBreak(scratch);
            end(session, DetachReason.STOPPING);
        }
    }

    private void end(RecorderSession session, DetachReason reason) {
        session.ended = true;
        session.release();
        session.unit.session = null;
        attached -= session.unit.isProbe() ? 0 : 1;
        session.link.close();
        while (!session.commands.isEmpty()) {
            session.commands.next();
            listener.commandDone(session, false);
        }
        listener.detached(session, reason);
        forgetIfEmpty(session.unit);
    }

    private UnitState state(int unit) {
        UnitState state = units.get(unit);
        if (state == null) {
            state = new UnitState(unit);
            units.put(unit, state);
        }
        return state;
    }

    /** A unit that never sent a packet leaves nothing behind. */
    private void forgetIfEmpty(UnitState unit) {
        if (!unit.hasNumberings() && unit.session == null) {
            units.remove(unit.unit);
        }
    }
}
