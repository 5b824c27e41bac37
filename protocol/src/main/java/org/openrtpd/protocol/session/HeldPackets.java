package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.openrtpd.protocol.recorder.RecorderMessage;

/**
 * Packets of one session that arrived before their turn, by number, at most {@link
 * RecorderMessage#MAX_UDP_WINDOW}. Copies, because the receive buffer is used again; counted against
 * a budget that all sessions share.
 */
final class HeldPackets {

    /** What all sessions together may hold, and hold now. */
    static final class Budget {
        private final long limitBytes;
        private long heldBytes;

        Budget(long limitBytes) {
            this.limitBytes = limitBytes;
        }

        long heldBytes() {
            return heldBytes;
        }
    }

    private static final int SLOTS = RecorderMessage.MAX_UDP_WINDOW;

    private final ByteBufAllocator allocator;
    private final Budget budget;
    /** Only there while something is held: most sessions never hold a packet. */
    private ByteBuf[] slots;
    private int count;

    HeldPackets(ByteBufAllocator allocator, Budget budget) {
        this.allocator = allocator;
        this.budget = budget;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean holds(int seq) {
        return slots != null && slots[slot(seq)] != null;
    }

    /** Copies the payload of a message; false when the budget has no room. */
    boolean hold(RecorderMessage message) {
        int length = message.payloadLength();
        if (budget.heldBytes + length > budget.limitBytes) {
            return false;
        }
        if (slots == null) {
            slots = new ByteBuf[SLOTS];
        }
        ByteBuf copy = allocator.buffer(length);
        copy.writeBytes(message.payload(), message.payloadStart(), length);
        slots[slot(message.seq())] = copy;
        budget.heldBytes += length;
        count++;
        return true;
    }

    /** The packet of a number; it stays held. */
    ByteBuf get(int seq) {
        return slots[slot(seq)];
    }

    /** Lets the packet of a number go. */
    void release(int seq) {
        ByteBuf packet = slots[slot(seq)];
        slots[slot(seq)] = null;
        budget.heldBytes -= packet.readableBytes();
        packet.release();
        count--;
        if (count == 0) {
            slots = null;
        }
    }

    void releaseAll() {
        for (int i = 0; slots != null && i < SLOTS; i++) {
            if (slots[i] != null) {
                release(i);
            }
        }
    }

    private static int slot(int seq) {
        return seq & (SLOTS - 1);
    }
}
