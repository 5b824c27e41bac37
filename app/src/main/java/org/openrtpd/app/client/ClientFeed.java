package org.openrtpd.app.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.PacketFilter;
import org.openrtpd.protocol.clientsession.ClientSession;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Carries packets from the journal to one client: as many as its connection takes, block by block.
 * Blocks are shared with other clients; what is the client's own is its index, its filter and what
 * waits in its connection. The journal is the buffer.
 */
final class ClientFeed {

    private static final int BLOCKS_PER_TURN = 4;

    private final Channel channel;
    private final ClientSession session;
    private final PacketReaders readers;
    private final DeliveredPackets delivered;
    private final DeliveredTrail trail = new DeliveredTrail();
    private final int[] wanted = new int[PacketBlock.MAX_PACKETS];

    /** None while the client wants no packets. */
    private PacketReader reader;

    /** Everything below was written, nothing from here on. */
    private long position;

    private boolean fellBehind;
    private long packets;

    /**
     * @param tailer at the first entry that the client may get; belongs to the feed from now on
     * @param delivered told of every packet that was written
     */
    ClientFeed(Channel channel, ClientSession session, PacketReaders readers, JournalTailer tailer,
            DeliveredPackets delivered) {
        this.channel = channel;
        this.session = session;
        this.readers = readers;
        this.delivered = delivered;
        this.position = tailer.position();
        this.reader = readers.adopt(tailer, position);
    }

    /**
     * Writes what there is, up to some blocks.
     *
     * @return true when there may be more at once
     */
    boolean pump(long nowNanos) {
        if (!session.isForwarding()) {
            leaveReader();
            return false;
        }
        boolean more = true;
        long bytes = 0;
        for (int i = 0; i < BLOCKS_PER_TURN && more && channel.isWritable(); i++) {
            reader = reader == null ? readers.open(position) : readers.goOn(reader, position);
            more = reader.hasBlockAt(position, session.version());
            if (more) {
                bytes += take(reader.blockAt(position));
            }
        }
        if (bytes > 0) {
            session.sent(nowNanos);
            channel.flush();
        }
        return more && channel.isWritable();
    }

    private int take(PacketBlock block) {
        int first = block.firstFrom(position);
        int bytes = first == block.count() ? 0 : write(block, first);
        if (bytes > 0) {
            trail.wrote(position, bytes);
        }
        fellBehind |= block.isMissingBefore();
        position = block.to();
        reader.took(block);
        return bytes;
    }

    private int write(PacketBlock block, int first) {
        PacketFilter filter = session.filter();
        LegVersion version = session.version();
        if (filter.acceptsEverything()) {
            delivered.all(block, first);
            packets += block.count() - first;
            return writeRun(block, version, first, block.count());
        }
        ByteBuf frames = block.frames(version);
        int count = 0;
        int bytes = 0;
        for (int i = first; i < block.count(); i++) {
            int start = block.packetStart(i, version);
            int end = block.frameEnd(i, version);
            if (filter.accepts(frames, start, end - start)) {
                wanted[count++] = i;
                bytes += end - block.frameStart(i, version);
                delivered.one(block.unit(i));
            }
        }
        packets += count;
        if (bytes * 2 > frames.readableBytes()) {
            writeRuns(block, version, count);
        } else if (bytes > 0) {
            // A few packets that wait to be sent must not keep the memory of a whole block.
            channel.write(block.copy(version, wanted, count, bytes), channel.voidPromise());
        }
        return bytes;
    }

    private void writeRuns(PacketBlock block, LegVersion version, int count) {
        int from = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || wanted[i] != wanted[i - 1] + 1) {
                writeRun(block, version, wanted[from], wanted[i - 1] + 1);
                from = i;
            }
        }
    }

    private int writeRun(PacketBlock block, LegVersion version, int from, int to) {
        int start = block.frameStart(from, version);
        int length = block.frameEnd(to - 1, version) - start;
        channel.write(block.frames(version).retainedSlice(start, length), channel.voidPromise());
        return length;
    }

    private void leaveReader() {
        if (reader != null) {
            readers.leave(reader, position);
            reader = null;
        }
    }

    /** Packets written so far. */
    long packets() {
        return packets;
    }

    /** Drops what the client has not been sent yet. */
    void skipToEnd() {
        leaveReader();
        JournalTailer tailer = readers.tailerAtEnd();
        position = tailer.position();
        reader = readers.adopt(tailer, position);
    }

    /** True when retention took entries that this client had not read, since the last call. */
    boolean fellBehind() {
        boolean fell = fellBehind;
        fellBehind = false;
        return fell;
    }

    /** From here on the client may not have got everything. */
    long safeIndex() {
        long written = trail.safeIndex();
        return written < 0 ? position : written;
    }

    void close() {
        leaveReader();
    }
}
