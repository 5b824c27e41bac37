package org.openrtpd.app.client;

import java.util.ArrayDeque;
import java.util.Deque;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Reads the journal once for all clients that are at about the same place. It keeps the blocks that
 * some of them has not had yet, up to a limit; who is further behind than these needs another
 * reader. Event loop only.
 */
final class PacketReader {

    private static final int ENTRIES_PER_BLOCK = 512;

    private final JournalTailer tailer;
    private final PacketReaders all;
    private final JournalEntry entry = new JournalEntry();
    private final Deque<PacketBlock> blocks = new ArrayDeque<>();
    private long end;
    private int members;
    private boolean displaced;

    /**
     * @param tailer at the first entry that is wanted
     * @param start the index of that entry, or a lower one when there is none between
     */
    PacketReader(JournalTailer tailer, long start, PacketReaders all) {
        this.tailer = tailer;
        this.all = all;
        this.end = start;
    }

    /** True when a client at this index can go on here and misses nothing. */
    boolean covers(long index) {
        return start() <= index && index <= end;
    }

    private long start() {
        return blocks.isEmpty() ? end : blocks.getFirst().from();
    }

    /** Index behind the last entry that was read. */
    long end() {
        return end;
    }

    int members() {
        return members;
    }

    /** A client at an index that is covered goes on here. */
    void enter(long index) {
        members++;
        count(index, 1);
    }

    /** A client that came here, and has had everything up to this index, goes on elsewhere. */
    void leave(long index) {
        members--;
        count(index, -1);
        dropWhatAllHad();
    }

    private void count(long index, int change) {
        for (PacketBlock block : blocks) {
            if (block.to() > index) {
                block.waiting(block.waiting() + change);
            }
        }
    }

    /**
     * Looks for the block that holds a covered index, and reads on when it is the end.
     *
     * @param version how the client wants packets framed
     * @return false at the end of the journal as it is now
     */
    boolean hasBlockAt(long index, LegVersion version) {
        return index < end || read(version);
    }

    /** The block that holds an index. */
    PacketBlock blockAt(long index) {
        for (PacketBlock block : blocks) {
            if (index < block.to()) {
                return block;
            }
        }
        throw new IllegalStateException("index " + index + " is not before " + end);
    }

    /** A client has had a block. */
    void took(PacketBlock block) {
        block.waiting(block.waiting() - 1);
        dropWhatAllHad();
    }

    private boolean read(LegVersion version) {
        if (displaced) {
            tailer.toIndex(end);
            displaced = false;
        }
        PacketBlock block = all.spareBlock();
        block.begin(end, version);
        // What was read before an error is read again, or other clients would miss it.
        displaced = true;
        fill(block);
        displaced = false;
        if (block.to() == end) {
            all.spare(block);
            return false;
        }
        block.missingBefore(tailer.tookMissing());
        block.waiting(members);
        blocks.add(block);
        end = block.to();
        while (blocks.size() > all.blocksOfAReader()) {
            all.spare(blocks.remove());
        }
        return true;
    }

    private void fill(PacketBlock block) {
        long stop = all.nextEndBehind(end);
        try {
            for (int read = 0; read < ENTRIES_PER_BLOCK && !block.isFull() && block.to() < stop
                    && tailer.next(entry); read++) {
                block.add(entry);
            }
            block.complete();
        } catch (RuntimeException | Error e) {
            all.spare(block);
            throw e;
        }
    }

    private void dropWhatAllHad() {
        while (!blocks.isEmpty() && blocks.getFirst().waiting() <= 0) {
            all.spare(blocks.remove());
        }
    }

    void close() {
        tailer.close();
        blocks.forEach(all::spare);
        blocks.clear();
    }
}
