package org.openrtpd.app.client;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * All readers of the journal for clients. Clients that meet at an index go on together; usually all
 * are at the end of the journal, with one reader. Event loop only.
 *
 * <p><i>Design note.</i> A client is an index: everything below it was written to its connection,
 * nothing from there on. Which reader it has decides how fast it goes on, never what it gets, so
 * that it can change at any block.
 */
final class PacketReaders {

    /** Blocks of 63 KiB kept for clients that are a little behind others, of all readers. */
    private static final int MAX_BLOCKS = 64;

    private static final int MAX_SPARE = 8;

    private final Supplier<JournalTailer> tailers;
    private final ByteBufAllocator buffers;
    private final List<PacketReader> readers = new ArrayList<>();
    private final Deque<PacketBlock> spare = new ArrayDeque<>();

    /** @param tailers makes a tailer of the journal */
    PacketReaders(Supplier<JournalTailer> tailers, ByteBufAllocator buffers) {
        this.tailers = tailers;
        this.buffers = buffers;
    }

    /** A reader with one client, where a tailer is, which it owns from now on. */
    PacketReader adopt(JournalTailer tailer, long index) {
        PacketReader reader = new PacketReader(tailer, index, this);
        readers.add(reader);
        reader.enter(index);
        return reader;
    }

    /** A reader with one client, which begins at an index. */
    PacketReader open(long index) {
        JournalTailer tailer = tailers.get();
        try {
            tailer.toIndex(index);
        } catch (RuntimeException | Error e) {
            tailer.close();
            throw e;
        }
        return adopt(tailer, index);
    }

    /** A tailer behind the newest entry. */
    JournalTailer tailerAtEnd() {
        JournalTailer tailer = tailers.get();
        tailer.toEnd();
        return tailer;
    }

    /**
     * Where a client goes on best: with its own reader, or with one that is further ahead and still
     * has the client's next packets, or alone where its own has given them up.
     */
    PacketReader goOn(PacketReader own, long index) {
        PacketReader best = own;
        for (PacketReader reader : readers) {
            if (reader.covers(index) && (!best.covers(index) || isBetter(reader, best))) {
                best = reader;
            }
        }
        if (best == own && own.covers(index)) {
            return own;
        }
        if (best == own) {
            best = open(index);
        } else {
            best.enter(index);
        }
        leave(own, index);
        return best;
    }

    /** One order for all: otherwise two clients could change places for ever. */
    private boolean isBetter(PacketReader one, PacketReader other) {
        return one.end() > other.end()
                || one.end() == other.end() && readers.indexOf(one) < readers.indexOf(other);
    }

    /** A client has no use for its reader any more; without clients a reader ends. */
    void leave(PacketReader reader, long index) {
        reader.leave(index);
        if (reader.members() == 0) {
            readers.remove(reader);
            reader.close();
        }
    }

    /** Readers stop where another one is, so that their clients can go on together. */
    long nextEndBehind(long index) {
        long next = Long.MAX_VALUE;
        for (PacketReader reader : readers) {
            if (reader.end() > index) {
                next = Math.min(next, reader.end());
            }
        }
        return next;
    }

    int blocksOfAReader() {
        return Math.max(1, MAX_BLOCKS / readers.size());
    }

    /** Readers of the journal now. */
    int count() {
        return readers.size();
    }

    PacketBlock spareBlock() {
        return spare.isEmpty() ? new PacketBlock(buffers) : spare.pop();
    }

    void spare(PacketBlock block) {
        block.release();
        if (spare.size() < MAX_SPARE) {
            spare.push(block);
        }
    }
}
