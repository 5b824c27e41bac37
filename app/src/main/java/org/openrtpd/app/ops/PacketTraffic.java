package org.openrtpd.app.ops;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.session.Transport;

/**
 * Packets and bytes that were appended, by how they came and what they are. Written by the one
 * thread that appends, without a lock or an object; read by any.
 */
public final class PacketTraffic {

    private static final int TYPES = PacketType.values().length;
    private static final int SHORTEST = 2;

    private final AtomicLongArray packets = new AtomicLongArray(Transport.values().length * TYPES);
    private final AtomicLongArray bytes = new AtomicLongArray(Transport.values().length * TYPES);

    /** Counts one packet, by its first two letters. */
    public void appended(Transport transport, ByteBuf packet, int start, int length) {
        PacketType type = length < SHORTEST
                ? PacketType.UNKNOWN : PacketType.of(packet.getUnsignedShort(start));
        int index = index(transport, type);
        // One writer: a plain read and an ordered write are enough.
        packets.lazySet(index, packets.getPlain(index) + 1);
        bytes.lazySet(index, bytes.getPlain(index) + length);
    }

    public long packets(Transport transport, PacketType type) {
        return packets.get(index(transport, type));
    }

    public long bytes(Transport transport, PacketType type) {
        return bytes.get(index(transport, type));
    }

    /** Bytes of all. */
    public long totalBytes() {
        long total = 0;
        for (int i = 0; i < bytes.length(); i++) {
            total += bytes.get(i);
        }
        return total;
    }

    private static int index(Transport transport, PacketType type) {
        return transport.ordinal() * TYPES + type.ordinal();
    }
}
