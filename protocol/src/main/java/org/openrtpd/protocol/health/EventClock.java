package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.Position;

/**
 * What an EH or ET says of the clock, and when it was so (record format, section 6). A view, to be
 * used again for any number of packets.
 */
final class EventClock {

    private final PacketHeader header = new PacketHeader();
    private final EventHeader event = new EventHeader();

    /** True when the packet is long enough to have these fields. */
    static boolean fits(int lengthBytes) {
        return lengthBytes >= PacketHeader.PACKET_LENGTH;
    }

    /** Points this view at an EH or ET that {@link #fits}. */
    EventClock wrap(ByteBuf packet, int packetStart) {
        header.wrap(packet, packetStart);
        event.wrap(packet, packetStart);
        return this;
    }

    /**
     * When the fields were so: an ET has the header time of its EH, but tells of the event's end.
     *
     * @return nanoseconds since 1970 UTC, or {@link PacketTime#NO_TIME}
     */
    long timeNanos() {
        return header.type() == PacketType.ET
                // Both NO_TIME at worst, which is before everything.
                ? Math.max(event.lastSampleNanos(), header.timeNanos())
                : header.timeNanos();
    }

    char timeSource() {
        return event.timeSource();
    }

    char timeQuality() {
        return event.timeQuality();
    }

    /** Empty without a fix, and for what is no place on Earth. */
    Optional<Position> position() {
        Position position = event.position();
        return position.isOnEarth() ? Optional.of(position) : Optional.empty();
    }
}
