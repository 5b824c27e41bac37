package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openrtpd.protocol.recorder.Seq;

/** A recorder's memory: packet n holds a number made of n, and nothing is freed but by an ack. */
final class SimulatedSource implements PacketSource {

    final int unit;
    final int epoch;
    final int first;
    final int count;
    private final SimulatedJournal journal;
    int oldest;
    int freed;

    SimulatedSource(int unit, int epoch, int first, int count, SimulatedJournal journal) {
        this.unit = unit;
        this.epoch = epoch;
        this.first = first;
        this.count = count;
        this.journal = journal;
        this.oldest = first;
        this.freed = first;
    }

    static int content(int seq) {
        return seq * 31 + 7;
    }

    @Override
    public int oldest() {
        return oldest;
    }

    @Override
    public int end() {
        return first + count;
    }

    @Override
    public ByteBuf packet(int seq) {
        if (Seq.isBefore(seq, oldest) || !Seq.isBefore(seq, end())) {
            throw new AssertionError("packet " + seq + " was asked for, " + oldest + " is the oldest");
        }
        return Unpooled.buffer(8).writeInt(content(seq)).writeInt(unit);
    }

    @Override
    public void acknowledged(int next) {
        for (; Seq.isBefore(freed, next); freed++) {
            if (Seq.isBefore(freed, oldest)) {
                continue;
            }
            if (!journal.hasDurable(unit, epoch, freed)) {
                throw new AssertionError("packet " + freed + " was acknowledged but is not durable");
            }
        }
        if (Seq.isBefore(oldest, next)) {
            oldest = next;
        }
    }
}
