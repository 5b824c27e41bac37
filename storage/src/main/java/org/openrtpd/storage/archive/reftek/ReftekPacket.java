package org.openrtpd.storage.archive.reftek;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.storage.archive.ArchivedUnit;
import org.openrtpd.storage.journal.JournalEntry;

/** What decides into which file a packet goes; filled again for every packet. */
final class ReftekPacket {

    /** Stream number of packets that have no place in the tree. */
    static final int NO_STREAM = -1;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();
    private final EventHeader event = new EventHeader();
    private JournalEntry entry;
    private PacketType type;
    private int unit;
    private int streamNumber;

    /** Looks at a packet; its entry must stay as it is meanwhile. */
    ReftekPacket of(JournalEntry packet) {
        entry = packet;
        type = PacketType.UNKNOWN;
        unit = packet.unit();
        streamNumber = NO_STREAM;
        if (packet.bodyLength() != PacketHeader.PACKET_LENGTH) {
            return this;
        }
        header.wrap(packet.body(), packet.bodyStart());
        type = header.type();
        unit = ArchivedUnit.of(packet.unit(), header.unit());
        streamNumber = findStream();
        return this;
    }

    private int findStream() {
        switch (type) {
            case DT, EH, ET -> {
                int index = extended.wrap(entry.body(), entry.bodyStart()).streamIndex();
                boolean named = index >= 0 && index <= ExtendedHeader.HIGHEST_STREAM_INDEX
                        && extended.event() != Bcd.NOT_DECIMAL;
                return named ? index + 1 : NO_STREAM;
            }
            case AD, CD, DS, FD, OM, SC, SH -> {
                return 0;
            }
            // Readers refuse a file in which they find other letters (section 1).
            default -> {
                return NO_STREAM;
            }
        }
    }

    JournalEntry entry() {
        return entry;
    }

    ByteBuf bytes() {
        return entry.body();
    }

    int start() {
        return entry.bodyStart();
    }

    boolean isWhole() {
        return entry.bodyLength() == PacketHeader.PACKET_LENGTH;
    }

    PacketType type() {
        return type;
    }

    int unit() {
        return unit;
    }

    /**
     * As users count, 1-9; 0 for state of health and parameters; {@link #NO_STREAM} for the rest.
     */
    int streamNumber() {
        return streamNumber;
    }

    boolean hasTime() {
        return header.timeNanos() != PacketTime.NO_TIME;
    }

    long timeMillis() {
        return header.timeNanos() / NANOS_PER_MILLI;
    }

    long receivedMillis() {
        return entry.receivedNanos() / NANOS_PER_MILLI;
    }

    /**
     * What packets of one file share: the event, or in stream 0 the day; without a time the day is
     * that of another one.
     */
    int group() {
        return streamNumber == 0
                ? (int) Math.floorDiv(header.timeNanos(), NANOS_PER_DAY)
                : extended.event();
    }

    int sequence() {
        return header.sequence();
    }

    boolean isData() {
        return type == PacketType.DT;
    }

    int sampleCount() {
        return Math.min(extended.sampleCount(), extended.format().maxSamples());
    }

    int channelIndex() {
        return extended.channelIndex();
    }

    /** True for the EH or ET of channels 17 to 32. */
    boolean isSecondHeader() {
        return (extended.flags() & EventHeader.SECOND_HEADER_FLAG) != 0;
    }

    /** The texts of an EH or ET. */
    EventHeader event() {
        return event.wrap(entry.body(), entry.bodyStart());
    }
}
