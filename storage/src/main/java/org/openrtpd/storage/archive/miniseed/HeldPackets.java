package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;

/** Data packets of one stream that wait until its sample rate is known. */
final class HeldPackets {

    /** As many as the vendor's archive waits for, which drops the oldest then; we write it. */
    static final int MOST = 16;

    private final Deque<ByteBuf> packets = new ArrayDeque<>();
    private final ExtendedHeader extended = new ExtendedHeader();
    private long sinceNanos;

    void add(ByteBuf packet, int start, long receivedNanos) {
        if (packets.isEmpty()) {
            sinceNanos = receivedNanos;
        }
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        packet.getBytes(start, bytes);
        packets.add(Unpooled.wrappedBuffer(bytes));
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    boolean isFull() {
        return packets.size() >= MOST;
    }

    /** When the oldest one was received. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Event of the oldest one. */
    int event() {
        return extended.wrap(packets.element(), 0).event();
    }

    /** Takes the oldest one away. */
    ByteBuf poll() {
        return packets.remove();
    }

    void save(ByteBuf state) {
        state.writeByte(packets.size()).writeLong(sinceNanos);
        packets.forEach(packet -> state.writeBytes(packet, 0, PacketHeader.PACKET_LENGTH));
    }

    static HeldPackets restored(ByteBuf state) {
        HeldPackets held = new HeldPackets();
        int count = state.readByte();
        held.sinceNanos = state.readLong();
        for (; count > 0; count--) {
            byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
            state.readBytes(bytes);
            held.packets.add(Unpooled.wrappedBuffer(bytes));
        }
        return held;
    }
}
