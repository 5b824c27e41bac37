package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import org.openrtpd.protocol.recorder.RecorderMessage;

/**
 * What all sessions share on the way from a packet to its acknowledgement: the sink, the packets
 * that wait for a commit, the budget of held bytes, and the sessions that owe an acknowledgement.
 */
final class IngestPath {

    private final PacketSink sink;
    private final SessionCounts counts;
    private final CommitQueue uncommitted;
    private final HeldPackets.Budget heldBudget;
    private final ByteBufAllocator allocator;
    private final int tcpWindow;
    private final ArrayDeque<RecorderSession> owingAck = new ArrayDeque<>();
    private final RecorderMessage scratch = new RecorderMessage();

    IngestPath(PacketSink sink, SessionLimits limits, SessionCounts counts,
            ByteBufAllocator allocator) {
        this.sink = sink;
        this.counts = counts;
        this.uncommitted = new CommitQueue(limits.maxUncommitted());
        this.heldBudget = new HeldPackets.Budget(limits.maxHeldBytes());
        this.tcpWindow = limits.tcpWindow();
        this.allocator = allocator;
    }

    SessionCounts counts() {
        return counts;
    }

    int tcpWindow() {
        return tcpWindow;
    }

    boolean accepts() {
        return sink.accepts();
    }

    long heldBytes() {
        return heldBudget.heldBytes();
    }

    HeldPackets newHeldPackets() {
        return new HeldPackets(allocator, heldBudget);
    }

    /** Appends the next packet of a session; false when it must stay unacknowledged. */
    boolean append(RecorderSession session, int seq, ByteBuf bytes, int start, int length) {
        if (uncommitted.isFull()) {
            counts.increment(SessionCount.COMMIT_LIMIT);
            return false;
        }
        long position = sink.append(session.transport(), session.peer(), session.unit(),
                session.epoch(), seq, bytes, start, length);
        if (position == PacketSink.REFUSED) {
            counts.increment(SessionCount.JOURNAL_REFUSED);
            return false;
        }
        Numbering numbering = session.numbering;
        numbering.next = seq + 1;
        uncommitted.add(numbering, numbering.next, position);
        if (numbering.unit.isProbe()) {
            // Its numbering ends with its session: nothing of it is known after that.
            counts.increment(SessionCount.PROBES);
            return true;
        }
        numbering.unit.remember(numbering);
        counts.increment(SessionCount.PACKETS);
        counts.add(SessionCount.BYTES, length);
        return true;
    }

    /** Writes a gap marker and moves the numbering over the gap; false when the sink refuses. */
    boolean appendGap(UnitState unit, Numbering numbering, RecorderLink link, int goOn) {
        long position = sink.appendGap(link.transport(), link.peer(), unit.unit, numbering.epoch,
                numbering.next, goOn);
        if (position == PacketSink.REFUSED) {
            return false;
        }
        numbering.next = goOn;
        unit.remember(numbering);
        return true;
    }

    /** Everything up to that position is durable: the sessions concerned owe an acknowledgement. */
    void committed(long position) {
        long packets = 0;
        while (uncommitted.hasUpTo(position)) {
            packets++;
            Numbering numbering = uncommitted.commitOldest();
            RecorderSession session = numbering.unit.session;
            if (session != null && session.numbering == numbering) {
                ackSoon(session);
            }
        }
        counts.add(SessionCount.ACKNOWLEDGED, packets);
    }

    /** Notes that a session owes an acknowledgement; it goes out with {@link #sendAcks}. */
    void ackSoon(RecorderSession session) {
        if (!session.ackDue) {
            session.ackDue = true;
            owingAck.add(session);
        }
    }

    void sendAcks(long nowNanos) {
        for (RecorderSession session = owingAck.poll(); session != null; session = owingAck.poll()) {
            if (!session.ended) {
                session.sendAck(scratch, nowNanos);
            }
        }
    }
}
