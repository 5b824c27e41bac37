package org.openrtpd.app.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.net.InetSocketAddress;
import java.util.List;
import org.openrtpd.app.client.Recorders;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;
import org.openrtpd.storage.journal.PacketJournal;

/**
 * Journals what upstream RTPDs send, each packet once. Packets get numbers of ours, in epoch {@link
 * #EPOCH}, so that the journal can be checked like any other. Event loop of the journal's writer.
 */
final class UpstreamPackets {

    /** Outcome for one packet. */
    enum Outcome {
        APPENDED,
        DUPLICATE,
        REFUSED
    }

    /** The epoch of packets that came by this leg; a recorder's own is chosen at random. */
    public static final int EPOCH = 0;

    /** How far back duplicates are looked for first after a restart; then twice as far, and so on. */
    private static final long FIRST_LOOK_BACK_NANOS = 2 * 3600 * 1_000_000_000L;

    private static final int LOOKS = 14;

    /** Entries read at a start before it is enough: some seconds. */
    private static final long MOST_ENTRIES = 20_000_000;

    private static final int RESPONSE = 0x85;
    private static final int RESPONSE_UNIT_OFFSET = 2;
    private static final int RESPONSE_UNIT_LENGTH = 4;

    private final PacketJournal journal;
    private RecentContent recent = new RecentContent();
    private final IntObjectMap<UpstreamUnit> units = new IntObjectHashMap<>();
    private final PacketHeader header = new PacketHeader();
    private long packets;
    private long duplicates;

    public UpstreamPackets(PacketJournal journal) {
        this.journal = journal;
    }

    /** Tells how far the journal has the numbers of a unit. */
    public void restore(int unit, int nextSeq) {
        unit(unit).next = nextSeq;
    }

    private UpstreamUnit unit(int unit) {
        UpstreamUnit known = units.get(unit);
        if (known == null) {
            known = new UpstreamUnit();
            units.put(unit, known);
        }
        return known;
    }

    /**
     * Reads the end of the journal, so that a duplicate is recognised over a restart: as much of it
     * as gives enough packets of every unit that {@link #restore} was told, within a bound.
     */
    public void learn(long nowNanos) {
        int[] known = units.keySet().stream().mapToInt(Integer::intValue).toArray();
        long read = 0;
        for (int look = 0; look < LOOKS && read < MOST_ENTRIES && !recent.hasEnoughOf(known); look++) {
            recent = new RecentContent();
            read += readFrom(nowNanos - (FIRST_LOOK_BACK_NANOS << look));
        }
    }

    private long readFrom(long receivedNanos) {
        JournalEntry entry = new JournalEntry();
        long read = 0;
        try (JournalTailer tailer = journal.tailer()) {
            tailer.toTime(receivedNanos);
            while (tailer.next(entry)) {
                read++;
                if (entry.isPacket() && entry.transport() == Transport.UPSTREAM) {
                    long hash = ContentHash.of(entry.body(), entry.bodyStart(), entry.bodyLength());
                    if (!recent.isKnown(entry.unit(), hash)) {
                        recent.note(entry.unit(), hash);
                    }
                }
            }
        }
        return read;
    }

    /** The unit that a packet is of; {@link UnitId#UNDEFINED} when it names none. */
    int unitOf(ByteBuf bytes, int start, int length) {
        boolean response = (bytes.getByte(start) & 0xFF) == RESPONSE;
        if (response && length >= RESPONSE_UNIT_OFFSET + RESPONSE_UNIT_LENGTH) {
            return hexUnit(bytes, start + RESPONSE_UNIT_OFFSET);
        }
        return PacketHeader.fits(length) ? header.wrap(bytes, start).unit() : UnitId.UNDEFINED;
    }

    private static int hexUnit(ByteBuf bytes, int start) {
        int unit = 0;
        for (int i = 0; i < RESPONSE_UNIT_LENGTH; i++) {
            int digit = Character.digit(bytes.getByte(start + i), 16);
            if (digit < 0) {
                return UnitId.UNDEFINED;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** Appends a packet unless it is one of the unit's last. */
    Outcome take(int unit, ByteBuf bytes, int start, int length, InetSocketAddress from) {
        long hash = ContentHash.of(bytes, start, length);
        if (recent.isKnown(unit, hash)) {
            duplicates++;
            return Outcome.DUPLICATE;
        }
        UpstreamUnit state = unit(unit);
        long position = journal.append(
                Transport.UPSTREAM, from, unit, EPOCH, state.next, bytes, start, length);
        if (position == PacketJournal.REFUSED) {
            return Outcome.REFUSED;
        }
        recent.note(unit, hash);
        state.next++;
        state.from = from;
        state.lastPacket = (int) (System.currentTimeMillis() / 1000);
        packets++;
        return Outcome.APPENDED;
    }

    /** All units heard since start, with the Unix time of their last packet. */
    public List<Recorders.Heard> heard() {
        return units.entrySet().stream()
                .filter(entry -> entry.getValue().from != null)
                .map(entry -> Recorders.Heard.of(entry.getKey(),
                        entry.getValue().from.getAddress(), entry.getValue().lastPacket))
                .toList();
    }

    /** What is known of one unit; {@code from} is {@code null} until it is heard. */
    private static final class UpstreamUnit {
        private int next;
        private InetSocketAddress from;
        private int lastPacket;
    }

    long packets() {
        return packets;
    }

    long duplicates() {
        return duplicates;
    }
}
