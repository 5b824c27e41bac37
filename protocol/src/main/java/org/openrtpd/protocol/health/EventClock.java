package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

/**
 * The fields of an EH or ET that speak of the clock (record format, section 6).
 *
 * <pre>
 *   57 time source | 58 time quality | 144 last sample time (16 digits, ET) | 918 position (26)
 * </pre>
 *
 * A view, to be used again for any number of packets.
 */
final class EventClock {

    private static final int SOURCE_OFFSET = 57;
    private static final int QUALITY_OFFSET = SOURCE_OFFSET + 1;
    private static final int LAST_SAMPLE_OFFSET = 144;
    private static final int POSITION_OFFSET = 918;
    private static final int POSITION_LENGTH = 26;
    private static final int END = POSITION_OFFSET + POSITION_LENGTH;

    private final PacketHeader header = new PacketHeader();
    private ByteBuf bytes;
    private int start;

    /** True when the packet is long enough to have these fields. */
    static boolean fits(int lengthBytes) {
        return lengthBytes >= END;
    }

    /** Points this view at an EH or ET that {@link #fits}. */
    EventClock wrap(ByteBuf packet, int packetStart) {
        header.wrap(packet, packetStart);
        bytes = packet;
        start = packetStart;
        return this;
    }

    /**
     * When the fields were so: an ET has the header time of its EH, but tells of the event's end.
     *
     * @return nanoseconds since 1970 UTC, or {@link PacketTime#NO_TIME}
     */
    long timeNanos() {
        if (header.type() == PacketType.ET) {
            int at = start + LAST_SAMPLE_OFFSET;
            long lastSampleNanos = PacketTime.nanos(number(at, 4), number(at + 4, 3),
                    number(at + 7, 2), number(at + 9, 2), number(at + 11, 2), number(at + 13, 3));
            // Both NO_TIME at worst, which is before everything.
            return Math.max(lastSampleNanos, header.timeNanos());
        }
        return header.timeNanos();
    }

    char timeSource() {
        return (char) bytes.getUnsignedByte(start + SOURCE_OFFSET);
    }

    char timeQuality() {
        return (char) bytes.getUnsignedByte(start + QUALITY_OFFSET);
    }

    Optional<Position> position() {
        return Position.ofHeader(bytes.toString(
                start + POSITION_OFFSET, POSITION_LENGTH, StandardCharsets.ISO_8859_1));
    }

    /** Negative, as no part of a time is, when a byte is no digit. */
    private int number(int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = bytes.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
