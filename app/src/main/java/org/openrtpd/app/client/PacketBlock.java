package org.openrtpd.app.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.PacketFilter;
import org.openrtpd.protocol.client.PacketFrame;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * A stretch of the journal as client programs get it: the packets in it, framed once, for all
 * clients that come by. Event loop only.
 *
 * <p>It stands for the entries from index {@link #from} to before {@link #to}. Entries that are no
 * packets, or packets that no client may get, have no frame. Frames of the other version are made
 * when the first client wants them.
 */
final class PacketBlock {

    static final int MAX_PACKETS = 62;
    private static final int MAX_BYTES = MAX_PACKETS * PacketFrame.LONGEST;

    private final ByteBufAllocator buffers;
    private final ByteBuf[] frames = new ByteBuf[LegVersion.values().length];
    private final long[] indexes = new long[MAX_PACKETS];
    private final int[] units = new int[MAX_PACKETS];

    /** Where packets end, in bytes from the first one, headers not counted. */
    private final int[] packetEnds = new int[MAX_PACKETS];

    private LegVersion framedFirst = LegVersion.V1;
    private int count;
    private long from;
    private long to;
    private boolean missingBefore;
    private boolean told;
    private int waiting;

    PacketBlock(ByteBufAllocator buffers) {
        this.buffers = buffers;
    }

    /**
     * Begins again, empty.
     *
     * @param start index of the first entry, or lower when there is none between
     * @param version how packets are framed that are added
     */
    void begin(long start, LegVersion version) {
        release();
        framedFirst = version;
        count = 0;
        from = start;
        to = start;
        missingBefore = false;
        told = false;
        waiting = 0;
    }

    boolean isFull() {
        return count == MAX_PACKETS;
    }

    /** Adds the entry behind the last one. */
    void add(JournalEntry entry) {
        if (entry.isPacket()
                && PacketFilter.isSendable(entry.body(), entry.bodyStart(), entry.bodyLength())) {
            int before = count == 0 ? 0 : packetEnds[count - 1];
            if (count == 0) {
                frames[framedFirst.ordinal()] = buffers.ioBuffer(MAX_BYTES);
            }
            PacketFrame.write(frames[framedFirst.ordinal()], framedFirst, entry.body(),
                    entry.bodyStart(), entry.bodyLength());
            indexes[count] = entry.index();
            units[count] = entry.unit();
            packetEnds[count] = before + entry.bodyLength();
            count++;
        }
        to = entry.index() + 1;
    }

    /** No more entries come: a buffer that is mostly empty is not kept for what waits to be sent. */
    void complete() {
        ByteBuf filled = frames[framedFirst.ordinal()];
        if (filled != null && filled.readableBytes() < MAX_BYTES / 2) {
            frames[framedFirst.ordinal()] = copy(filled, buffers);
            filled.release();
        }
    }

    private static ByteBuf copy(ByteBuf filled, ByteBufAllocator buffers) {
        return buffers.ioBuffer(filled.readableBytes()).writeBytes(
                filled, filled.readerIndex(), filled.readableBytes());
    }

    /** The frames of all its packets; belongs to this block. Only when there are some. */
    ByteBuf frames(LegVersion version) {
        if (frames[version.ordinal()] == null) {
            frames[version.ordinal()] = framedAnew(version);
        }
        return frames[version.ordinal()];
    }

    private ByteBuf framedAnew(LegVersion version) {
        ByteBuf known = frames[framedFirst.ordinal()];
        ByteBuf framed = buffers.ioBuffer(frameEnd(count - 1, version));
        for (int i = 0; i < count; i++) {
            int start = packetStart(i, framedFirst);
            PacketFrame.write(framed, version, known, start, frameEnd(i, framedFirst) - start);
        }
        return framed;
    }

    /**
     * A copy of the frames of some packets, which belongs to the caller.
     *
     * @param wanted the numbers of the packets, as many as {@code wantedCount}
     * @param lengthBytes of all their frames
     */
    ByteBuf copy(LegVersion version, int[] wanted, int wantedCount, int lengthBytes) {
        ByteBuf from = frames(version);
        ByteBuf copy = buffers.ioBuffer(lengthBytes);
        for (int i = 0; i < wantedCount; i++) {
            int start = frameStart(wanted[i], version);
            copy.writeBytes(from, start, frameEnd(wanted[i], version) - start);
        }
        return copy;
    }

    /** Where the frame of a packet begins in {@link #frames}. */
    int frameStart(int packet, LegVersion version) {
        return packet == 0 ? 0 : frameEnd(packet - 1, version);
    }

    /** Where the packet itself begins in {@link #frames}. */
    int packetStart(int packet, LegVersion version) {
        return frameStart(packet, version) + PacketFrame.headerLength(version);
    }

    /** Where the frame of a packet ends in {@link #frames}. */
    int frameEnd(int packet, LegVersion version) {
        return packetEnds[packet] + (packet + 1) * PacketFrame.headerLength(version);
    }

    /** Number of the first packet that has this index or a higher one; {@link #count} for none. */
    int firstFrom(long index) {
        int packet = 0;
        while (packet < count && indexes[packet] < index) {
            packet++;
        }
        return packet;
    }

    int count() {
        return count;
    }

    int unit(int packet) {
        return units[packet];
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** Notes that retention took entries in front of this block. */
    void missingBefore(boolean missing) {
        missingBefore = missing;
    }

    boolean isMissingBefore() {
        return missingBefore;
    }

    /** True from the second time on: of all its packets it has been told that clients got them. */
    boolean tellOnce() {
        boolean before = told;
        told = true;
        return before;
    }

    /** How many clients have not come by yet. */
    void waiting(int clients) {
        waiting = clients;
    }

    int waiting() {
        return waiting;
    }

    /** Gives its buffers up; what waits in connections keeps them until it is sent. */
    void release() {
        for (int i = 0; i < frames.length; i++) {
            if (frames[i] != null) {
                frames[i].release();
                frames[i] = null;
            }
        }
    }
}
