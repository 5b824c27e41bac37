package org.openrtpd.protocol.record;

import io.netty.buffer.ByteBuf;
import java.util.Set;

/**
 * The 16 bytes that every recording packet begins with (record format, section 2). All numbers
 * big-endian.
 *
 * <pre>
 *   0 type (2 ASCII) | 2 experiment | 3 year | 4 unit | 6 time (12 digits) | 12 byte count | 14 sequence
 * </pre>
 *
 * A view: {@link #wrap} points it at bytes, the accessors read them there. One view may be used
 * again for any number of packets, by one thread.
 */
public final class PacketHeader {

    /** Bytes of a recording packet. */
    public static final int PACKET_LENGTH = 1024;

    public static final int TYPE_OFFSET = 0;
    public static final int EXPERIMENT_OFFSET = TYPE_OFFSET + 2;
    public static final int YEAR_OFFSET = EXPERIMENT_OFFSET + 1;
    public static final int UNIT_OFFSET = YEAR_OFFSET + 1;
    public static final int TIME_OFFSET = UNIT_OFFSET + 2;
    public static final int BYTE_COUNT_OFFSET = TIME_OFFSET + 6;
    public static final int SEQUENCE_OFFSET = BYTE_COUNT_OFFSET + 2;

    /** Bytes of this header. */
    public static final int LENGTH = SEQUENCE_OFFSET + 2;

    private static final int LOWEST_BYTE_COUNT = 24;

    private ByteBuf bytes;
    private int start;

    /**
     * Points this view at a packet.
     *
     * @throws IllegalArgumentException when fewer than {@link #LENGTH} bytes are there; ask {@link
     *     #fits} first
     */
    public PacketHeader wrap(ByteBuf packet, int packetStart) {
        if (packet.writerIndex() - packetStart < LENGTH) {
            throw new IllegalArgumentException(
                    "a header has " + LENGTH + " bytes, here are " + packet.writerIndex() + " from "
                            + packetStart);
        }
        this.bytes = packet;
        this.start = packetStart;
        return this;
    }

    /** True when a body of that many bytes has a header to look at. */
    public static boolean fits(int lengthBytes) {
        return lengthBytes >= LENGTH;
    }

    /** Ends the careless use of a view that reads up to the packet's last byte. */
    static void requireWhole(ByteBuf packet, int packetStart) {
        if (packet.writerIndex() - packetStart < PACKET_LENGTH) {
            throw new IllegalArgumentException(
                    "a packet has " + PACKET_LENGTH + " bytes, here are " + packet.writerIndex()
                            + " from " + packetStart);
        }
    }

    /** True for a byte count that a packet can have: 24-1024. */
    public static boolean isByteCount(int byteCount) {
        return byteCount >= LOWEST_BYTE_COUNT && byteCount <= PACKET_LENGTH;
    }

    /** Type by the first two bytes; {@link PacketType#UNKNOWN} when they name none. */
    public PacketType type() {
        return PacketType.of(letters());
    }

    /** The first two bytes as they are, big-endian. */
    public int letters() {
        return bytes.getUnsignedShort(start + TYPE_OFFSET);
    }

    /** Experiment number 0-99, or {@link Bcd#NOT_DECIMAL}. */
    public int experiment() {
        return Bcd.twoDigits(bytes, start + EXPERIMENT_OFFSET);
    }

    /** Year with four digits, or {@link Bcd#NOT_DECIMAL}. */
    public int year() {
        int year = Bcd.twoDigits(bytes, start + YEAR_OFFSET);
        return year == Bcd.NOT_DECIMAL ? year : PacketTime.fullYear(year);
    }

    /** Unit id 0x0000-0xFFFF; {@link UnitId#isValid} tells whether a recorder can have it. */
    public int unit() {
        return bytes.getUnsignedShort(start + UNIT_OFFSET);
    }

    /**
     * Time of the first sample (DT), the trigger (EH, ET), the creation (SH) or the implementation
     * of parameters (others).
     *
     * @return nanoseconds since 1970 UTC, whole milliseconds; {@link PacketTime#NO_TIME} when a
     *     nibble is no digit or no calendar has that time
     * @see "record format 2.1, 2.4"
     */
    public long timeNanos() {
        int year = year();
        if (year == Bcd.NOT_DECIMAL) {
            return PacketTime.NO_TIME;
        }
        int time = start + TIME_OFFSET;
        // Nibbles, not bytes: day and milliseconds have three digits.
        return PacketTime.nanos(
                year,
                Bcd.digits(bytes, time, 0, 3),
                Bcd.digits(bytes, time, 3, 2),
                Bcd.digits(bytes, time, 5, 2),
                Bcd.digits(bytes, time, 7, 2),
                Bcd.digits(bytes, time, 9, 3));
    }

    /** True when all twelve digits of the time are digits, be it a time that no calendar has. */
    public boolean hasDecimalTime() {
        int time = start + TIME_OFFSET;
        return Bcd.digits(bytes, time, 0, 6) != Bcd.NOT_DECIMAL
                && Bcd.digits(bytes, time, 6, 6) != Bcd.NOT_DECIMAL;
    }

    /** Valid bytes of the packet as it says itself, or {@link Bcd#NOT_DECIMAL}. */
    public int byteCount() {
        return Bcd.fourDigits(bytes, start + BYTE_COUNT_OFFSET);
    }

    /** Packet sequence 0-9999, or {@link Bcd#NOT_DECIMAL}. Counts inside one event only. */
    public int sequence() {
        return Bcd.fourDigits(bytes, start + SEQUENCE_OFFSET);
    }

    /** Adds what is wrong in these 16 bytes; adds nothing when all is well. */
    public void findDefects(Set<PacketDefect> found) {
        if (type() == PacketType.UNKNOWN) {
            found.add(PacketDefect.UNKNOWN_TYPE);
        }
        if (!UnitId.isValid(unit())) {
            found.add(PacketDefect.RESERVED_UNIT);
        }
        if (experiment() == Bcd.NOT_DECIMAL) {
            found.add(PacketDefect.BAD_EXPERIMENT);
        }
        if (year() == Bcd.NOT_DECIMAL) {
            found.add(PacketDefect.BAD_YEAR);
        } else if (timeNanos() == PacketTime.NO_TIME) {
            found.add(PacketDefect.BAD_TIME);
        }
        int count = byteCount();
        if (count == Bcd.NOT_DECIMAL) {
            found.add(PacketDefect.BAD_BYTE_COUNT);
        } else if (!isByteCount(count)) {
            found.add(PacketDefect.BYTE_COUNT_RANGE);
        }
        if (sequence() == Bcd.NOT_DECIMAL) {
            found.add(PacketDefect.BAD_SEQUENCE);
        }
    }
}
