package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.Seq;

/**
 * One conversation with one recorder: puts its packets in order, drops what came before, holds what
 * came early, and knows what to acknowledge. It ends with the conversation; the {@link Numbering}
 * that it moves on does not. Event loop only.
 */
public final class RecorderSession {

    /** A missing packet that comes later than this was sent again, not overtaken. */
    private static final long RESEND_AFTER_NANOS = 400_000_000L;

    final UnitState unit;
    final Numbering numbering;
    final int id;
    final long cookie;
    final int oldest;
    final CommandOut commands = new CommandOut();

    private final IngestPath path;
    private final HeldPackets held;
    private final UnitStatistics statistics;

    RecorderLink link;
    long lastHeardNanos;
    long lastSentNanos;
    boolean ended;
    boolean ackDue;

    /** One past the highest number seen. */
    private int highest;

    private long holeOpenedNanos;
    private final int begin;
    private final long attachedNanos;
    private int acknowledged;
    private int windowEnd;
    private int roundTripAwaits;
    private long roundTripFromNanos;

    RecorderSession(UnitState unit, Numbering numbering, int id, long cookie, int oldest,
            RecorderLink link, IngestPath path, long nowNanos) {
        this.unit = unit;
        this.numbering = numbering;
        this.id = id;
        this.cookie = cookie;
        this.oldest = oldest;
        this.link = link;
        this.path = path;
        this.held = path.newHeldPackets();
        this.statistics = unit.statistics;
        this.attachedNanos = nowNanos;
        this.lastHeardNanos = nowNanos;
        this.lastSentNanos = nowNanos;
        this.begin = numbering.next;
        this.highest = begin;
        this.acknowledged = numbering.durable;
        this.windowEnd = numbering.durable + window();
    }

    /** The recorder's unit id. */
    public int unit() {
        return unit.unit;
    }

    /** Names this conversation, never 0. */
    public int id() {
        return id;
    }

    /** Names the recorder's numbering. */
    public int epoch() {
        return numbering.epoch;
    }

    /** Where the recorder is now, as the server sees it. */
    public InetSocketAddress peer() {
        return link.peer();
    }

    /** True when a datagram came from where the recorder was last. */
    public boolean isWith(DatagramSource from) {
        return from.isPeerOf(link);
    }

    /** UDP or TCP. */
    public Transport transport() {
        return link.transport();
    }

    /** Next number to be acknowledged: all before it are durable. */
    public int durable() {
        return numbering.durable;
    }

    /** Totals of this unit since the server started. */
    public UnitStatistics statistics() {
        return statistics;
    }

    /** True until a new packet or a command has gone through this session. */
    boolean isUnused() {
        return highest == begin && commands.isUnused();
    }

    boolean isUdp() {
        return link.transport() == Transport.UDP;
    }

    /** When it began, in the time that the table is driven with. */
    public long attachedNanos() {
        return attachedNanos;
    }

    /** How many packets after ack are accepted now. */
    public int window() {
        if (!path.accepts()) {
            return 0;
        }
        return isUdp() ? RecorderMessage.MAX_UDP_WINDOW : path.tcpWindow();
    }

    /** Takes in a packet that came by UDP, in whatever order. */
    void datagramPacket(RecorderMessage message, long nowNanos) {
        int ahead = Seq.distance(numbering.next, message.seq());
        if (ahead < 0) {
            duplicate();
        } else if (Seq.distance(numbering.durable, message.seq())
                >= RecorderMessage.MAX_UDP_WINDOW) {
            path.counts().increment(SessionCount.BEYOND_WINDOW);
            path.ackSoon(this);
        } else if (ahead == 0) {
            appendAndDrain(message, nowNanos);
        } else {
            early(message, nowNanos);
        }
    }

    /**
     * Takes in a packet that came by TCP, which keeps the order.
     *
     * @return why the session cannot go on, or {@code null} when it can
     */
    DetachReason framePacket(RecorderMessage message, long nowNanos) {
        int ahead = Seq.distance(numbering.next, message.seq());
        if (ahead < 0) {
            duplicate();
            return null;
        }
        if (ahead > 0) {
            path.counts().increment(SessionCount.TCP_JUMP);
            return DetachReason.PROTOCOL_ERROR;
        }
        if (Seq.distance(numbering.durable, message.seq()) >= path.tcpWindow()) {
            path.counts().increment(SessionCount.BEYOND_WINDOW);
            return DetachReason.PROTOCOL_ERROR;
        }
        return append(message.seq(), message.payload(), message.payloadStart(),
                        message.payloadLength(), nowNanos)
                ? null
                : DetachReason.JOURNAL_FULL;
    }

    private void duplicate() {
        statistics.duplicates++;
        path.counts().increment(SessionCount.DUPLICATES);
        path.ackSoon(this);
    }

    private void appendAndDrain(RecorderMessage message, long nowNanos) {
        int seq = message.seq();
        if (!append(seq, message.payload(), message.payloadStart(), message.payloadLength(),
                nowNanos)) {
            path.ackSoon(this);
            return;
        }
        if (held.holds(seq)) {
            held.release(seq);
        }
        drain(nowNanos);
    }

    /**
     * Appends the held packets whose turn it is. Due again when the journal has refused one in
     * between: the recorder does not send again what it was told is held.
     */
    void drain(long nowNanos) {
        while (!held.isEmpty() && held.holds(numbering.next)) {
            int next = numbering.next;
            ByteBuf packet = held.get(next);
            if (!append(next, packet, packet.readerIndex(), packet.readableBytes(), nowNanos)) {
                return;
            }
            held.release(next);
        }
    }

    private boolean append(int seq, ByteBuf bytes, int start, int length, long nowNanos) {
        if (!path.append(this, seq, bytes, start, length)) {
            return false;
        }
        statistics.packets++;
        statistics.bytes += length;
        statistics.lastPacketNanos = nowNanos;
        noteArrival(seq, nowNanos);
        return true;
    }

    private void early(RecorderMessage message, long nowNanos) {
        path.ackSoon(this);
        int seq = message.seq();
        if (held.holds(seq)) {
            duplicate();
            return;
        }
        if (!held.hold(message)) {
            path.counts().increment(SessionCount.HELD_LIMIT);
            return;
        }
        if (Seq.isBefore(highest, seq)) {
            statistics.holes++;
            path.counts().increment(SessionCount.HOLES);
            holeOpenedNanos = nowNanos;
        }
        noteArrival(seq, nowNanos);
    }

    private void noteArrival(int seq, long nowNanos) {
        if (Seq.isBefore(seq, highest)) {
            // Held packets come by here a second time; only the first arrival says anything.
            if (!held.holds(seq)) {
                noteLate(nowNanos);
            }
            return;
        }
        highest = seq + 1;
        if (roundTripFromNanos != 0 && !Seq.isBefore(seq, roundTripAwaits)) {
            statistics.roundTrip(nowNanos - roundTripFromNanos);
            roundTripFromNanos = 0;
        }
    }

    private void noteLate(long nowNanos) {
        if (nowNanos - holeOpenedNanos >= RESEND_AFTER_NANOS) {
            statistics.resent++;
            path.counts().increment(SessionCount.RESENT);
        } else {
            statistics.reordered++;
            path.counts().increment(SessionCount.REORDERED);
        }
    }

    /** Acknowledges what is durable, and says what is held and how much more may come. */
    void sendAck(RecorderMessage scratch, long nowNanos) {
        ackDue = false;
        int window = window();
        if (highest == windowEnd && Seq.isBefore(acknowledged, numbering.durable)) {
            // The recorder used its whole window: what comes next answers this acknowledgement.
            roundTripAwaits = highest;
            roundTripFromNanos = nowNanos;
        }
        acknowledged = numbering.durable;
        windowEnd = acknowledged + window;
        lastSentNanos = nowNanos;
        link.send(reply(scratch, MessageType.ACK, window).sack(isUdp() ? sack() : 0));
    }

    void sendAttached(RecorderMessage scratch) {
        link.send(reply(scratch, MessageType.ATTACHED, window()));
    }

    /** Keeps a connection alive on which nothing else is to be said. */
    void sendNop(RecorderMessage scratch, long nowNanos) {
        lastSentNanos = nowNanos;
        link.send(reply(scratch, MessageType.NOP, window()));
    }

    void sendBreak(RecorderMessage scratch) {
        link.send(reply(scratch, MessageType.BREAK, 0));
    }

    void sendCommand(RecorderMessage scratch, long nowNanos) {
        byte[] command = commands.front();
        link.send(
                reply(scratch, MessageType.CMDPKT, window())
                        .payload(Unpooled.wrappedBuffer(command), 0, command.length));
        commands.sent(nowNanos);
    }

    private RecorderMessage reply(RecorderMessage scratch, MessageType type, int window) {
        return scratch.begin(type)
                .unit(unit.unit)
                .session(id)
                .epochCheck(numbering.epoch & 0xFFFF)
                .seq(commands.seq())
                .ack(numbering.durable)
                .window(window);
    }

    private int sack() {
        int bits = 0;
        for (int i = 0; i < Short.SIZE; i++) {
            int seq = numbering.durable + 1 + i;
            if (Seq.isBefore(seq, numbering.next) || !held.isEmpty() && isHeld(seq)) {
                bits |= 1 << i;
            }
        }
        return bits;
    }

    private boolean isHeld(int seq) {
        // A slot is used again every 16 numbers, and only numbers inside the window are held.
        return Seq.distance(numbering.durable, seq) < RecorderMessage.MAX_UDP_WINDOW
                && held.holds(seq);
    }

    void release() {
        held.releaseAll();
    }
}
