package org.openrtpd.app.tail;

import io.netty.buffer.ByteBuf;
import java.util.EnumSet;
import java.util.Set;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * The packet in a journal entry with its headers, as far as it has them: a packet shorter than a
 * header is of type UNKNOWN and has none of the fields.
 */
final class EntryView {

    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private JournalEntry entry;
    private ByteBuf bytes;
    private int start;
    private int length;
    private boolean hasHeader;
    private PacketType type;

    EntryView of(JournalEntry packetEntry) {
        entry = packetEntry;
        return of(entry.body(), entry.bodyStart(), entry.bodyLength());
    }

    /** A packet that stands in no journal. */
    EntryView of(ByteBuf packet, int packetStart, int lengthBytes) {
        bytes = packet;
        start = packetStart;
        length = lengthBytes;
        hasHeader = PacketHeader.fits(length);
        if (hasHeader) {
            header.wrap(bytes, start);
        }
        type = hasHeader ? header.type() : PacketType.UNKNOWN;
        if (isEventPacket()) {
            extended.wrap(bytes, start);
        }
        return this;
    }

    int length() {
        return length;
    }

    /** The bytes it stands in, from {@link #start} on. */
    ByteBuf bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** True when it has the length of a packet. */
    boolean isWhole() {
        return length == PacketHeader.PACKET_LENGTH;
    }

    JournalEntry entry() {
        return entry;
    }

    PacketType type() {
        return type;
    }

    /** The two letters, or the bytes as hex where they are no letters of a type. */
    String typeText() {
        if (type != PacketType.UNKNOWN) {
            return type.name();
        }
        StringBuilder hex = new StringBuilder("0x");
        for (int i = 0; i < Math.min(2, length); i++) {
            hex.append(String.format("%02X", bytes.getByte(start + i)));
        }
        return hex.toString();
    }

    boolean hasHeader() {
        return hasHeader;
    }

    PacketHeader header() {
        return header;
    }

    boolean isEventPacket() {
        return type.hasExtendedHeader() && length >= ExtendedHeader.END;
    }

    ExtendedHeader extended() {
        return extended;
    }

    /** Stream number as users count it, from 1; 0 when the packet is in no readable stream. */
    int streamNumber() {
        return isEventPacket() && extended.streamIndex() != Bcd.NOT_DECIMAL
                ? extended.streamIndex() + 1 : 0;
    }

    /** Channel number of a DT as users count it, from 1; 0 when there is none. */
    int channelNumber() {
        return type == PacketType.DT && isEventPacket()
                        && extended.channelIndex() != Bcd.NOT_DECIMAL
                ? extended.channelIndex() + 1 : 0;
    }

    /** What is wrong with the headers. */
    Set<PacketDefect> defects() {
        Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
        if (length < PacketHeader.PACKET_LENGTH) {
            found.add(PacketDefect.TRUNCATED);
        }
        if (hasHeader) {
            header.findDefects(found);
        }
        if (isEventPacket()) {
            extended.findDefects(type, found);
        }
        return found;
    }
}
