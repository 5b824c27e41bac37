package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

/**
 * Joins the texts of one unit's SH packets into lines (record format, section 7). Complete lines
 * are published at once; the rest waits for the packet that follows in sequence.
 *
 * <p>Parameter packets count in the same sequence (section 2.6), so this must see them too. A
 * packet that is not the successor ends the waiting rest as it is: what belonged to it is lost, or
 * the recorder has started over. One thread only.
 */
public final class SohLines {

    /** Longest line; a longer one is published in pieces. */
    public static final int MAX_LINE_LENGTH = 1000;

    private static final int SAVED_VERSION = 1;
    private static final int SAVED_LENGTH = 1 + 2 + 8 + 8 + 8 + 2;
    private static final int TEXT_OFFSET = 24;
    private static final int SEQUENCES = 10_000;
    private static final int NONE = -1;
    private static final char REPLACEMENT = '?';
    private static final int DELETE = 0x7F;

    private final PacketHeader header = new PacketHeader();
    private final StringBuilder tail = new StringBuilder();
    private int expectedSequence = NONE;
    private long breaks;
    /** Time of the packet in which the tail begins; NO_TIME when that packet had none. */
    private long tailNanos = PacketTime.NO_TIME;
    /** Time of the last packet that had one: good enough to find a year by. */
    private long knownNanos = PacketTime.NO_TIME;

    /**
     * Takes in the next packet of the unit; other types than SH and parameters say nothing here.
     *
     * @param lines gets every line that is complete now, oldest first
     */
    public void take(ByteBuf packet, int start, Consumer<SohLine> lines) {
        if (!PacketHeader.fits(packet.writerIndex() - start)) {
            return;
        }
        header.wrap(packet, start);
        PacketType type = header.type();
        if (!countsInSequence(type)) {
            return;
        }
        follow(header.sequence(), lines);
        long packetNanos = header.timeNanos();
        if (packetNanos != PacketTime.NO_TIME) {
            knownNanos = packetNanos;
        }
        if (type == PacketType.SH) {
            takeText(packet, start, packetNanos, lines);
        }
    }

    /**
     * Gives out the rest that waits for its end, as it is: for who looks at a packet by itself.
     *
     * @param lines gets it, when there is one
     */
    public void end(Consumer<SohLine> lines) {
        endLine(lines);
    }

    /** True for the types that share the sequence of stream 0 (section 2.6). */
    static boolean countsInSequence(PacketType type) {
        return switch (type) {
            case SH, SC, OM, DS, AD, CD, FD -> true;
            default -> false;
        };
    }

    /** How often a packet was not the successor of the one before: lost ones, or a restart. */
    public long breaks() {
        return breaks;
    }

    private void follow(int sequence, Consumer<SohLine> lines) {
        if (sequence != expectedSequence) {
            if (expectedSequence != NONE) {
                breaks++;
            }
            endLine(lines);
        }
        expectedSequence = sequence == Bcd.NOT_DECIMAL ? NONE : (sequence + 1) % SEQUENCES;
    }

    private void takeText(ByteBuf packet, int start, long packetNanos, Consumer<SohLine> lines) {
        int end = textEnd(packet, start);
        // A packet that was sent before it was full may have no line end behind its last line.
        if (tail.length() > 0 && beginsWithTag(packet, start + TEXT_OFFSET, end)) {
            endLine(lines);
        }
        for (int i = start + TEXT_OFFSET; i < end; i++) {
            int c = packet.getByte(i);
            if (c == '\r' || c == '\n') {
                endLine(lines);
                continue;
            }
            if (tail.length() == MAX_LINE_LENGTH) {
                endLine(lines);
            }
            append(c, packetNanos);
        }
    }

    private void append(int c, long packetNanos) {
        if (tail.length() == 0) {
            if (isBlank(c)) {
                return;
            }
            tailNanos = packetNanos;
        }
        if (isBlank(c)) {
            tail.append(' ');
        } else {
            tail.append(c > ' ' && c < DELETE ? (char) c : REPLACEMENT);
        }
    }

    /** One blank at the end stays: the line may go on behind it. More of them are padding. */
    private int textEnd(ByteBuf packet, int start) {
        int count = header.byteCount();
        boolean usable = count >= TEXT_OFFSET && count <= PacketHeader.PACKET_LENGTH;
        int limit = start + (usable ? count : PacketHeader.PACKET_LENGTH);
        limit = Math.min(limit, packet.writerIndex());
        int end = limit;
        while (end > start + TEXT_OFFSET && isBlank(packet.getByte(end - 1))) {
            end--;
        }
        return Math.min(end + 1, limit);
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == 0 || c == '\t';
    }

    private static boolean beginsWithTag(ByteBuf packet, int from, int end) {
        int length = Math.min(TimeTag.LENGTH + 1, end - from);
        return length >= TimeTag.LENGTH
                && TimeTag.begins(packet.toString(from, length, StandardCharsets.ISO_8859_1));
    }

    private void endLine(Consumer<SohLine> lines) {
        String text = tail.toString().strip();
        tail.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        long timeNanos = tailNanos;
        if (TimeTag.begins(text)) {
            long near = tailNanos == PacketTime.NO_TIME ? knownNanos : tailNanos;
            long tagNanos = TimeTag.nanos(text, near);
            if (tagNanos != PacketTime.NO_TIME) {
                timeNanos = tagNanos;
                text = text.substring(TimeTag.LENGTH).strip();
            }
        }
        if (!text.isEmpty()) {
            lines.accept(new SohLine(timeNanos, text));
        }
    }

    /** Writes the state behind the writer index, at most {@code 29 + MAX_LINE_LENGTH} bytes. */
    public void save(ByteBuf saved) {
        saved.writeByte(SAVED_VERSION).writeShort(expectedSequence).writeLong(breaks);
        saved.writeLong(tailNanos).writeLong(knownNanos).writeShort(tail.length());
        saved.writeCharSequence(tail, StandardCharsets.US_ASCII);
    }

    /** Reads what {@link #save} wrote; empty when the bytes are no such state. */
    public static Optional<SohLines> restored(ByteBuf saved) {
        if (saved.readableBytes() < SAVED_LENGTH || saved.readByte() != SAVED_VERSION) {
            return Optional.empty();
        }
        SohLines lines = new SohLines();
        lines.expectedSequence = saved.readShort();
        lines.breaks = saved.readLong();
        lines.tailNanos = saved.readLong();
        lines.knownNanos = saved.readLong();
        int length = saved.readUnsignedShort();
        if (lines.expectedSequence >= SEQUENCES || length > MAX_LINE_LENGTH
                || saved.readableBytes() < length) {
            return Optional.empty();
        }
        lines.tail.append(saved.readCharSequence(length, StandardCharsets.US_ASCII));
        return Optional.of(lines);
    }
}
