package org.openrtpd.storage.journal;

import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue's own tailer, as far as it can be trusted: it reads what it comes to, and goes where it is
 * sent. In a damaged file it follows lengths to anywhere, behind the end of the file as well, where
 * the mapped memory answers with an error of the machine's; here that is an answer like any other.
 * One thread only.
 */
final class QueueCursor implements AutoCloseable {

    static final long UNKNOWN = -1;

    private static final Logger LOG = LoggerFactory.getLogger(QueueCursor.class);
    private static final int HEADER_LENGTH = 4;

    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final RollCycle cycles;
    private final JournalEntry probe = new JournalEntry();
    private long start;
    private long end;

    QueueCursor(SingleChronicleQueue queue) {
        this.queue = queue;
        this.cycles = queue.rollCycle();
        this.tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /** Reads the next document; false when there is none, or none that can be read. */
    boolean read(JournalEntry into) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            Bytes<?> bytes = document.wire().bytes();
            start = bytes.readPosition() - HEADER_LENGTH;
            end = bytes.readLimit();
            into.read(bytes, document.index());
            return true;
        } catch (BufferUnderflowException | InternalError e) {
            LOG.debug("the queue went astray", e);
            return false;
        }
    }

    /** Where the document that was read last begins in its file, with its header. */
    long start() {
        return start;
    }

    /** Where the document that was read last ends in its file. */
    long end() {
        return end;
    }

    /** True when there is a document to read. */
    boolean hasNext() {
        try (DocumentContext document = tailer.readingDocument()) {
            document.rollbackOnClose();
            return document.isPresent();
        }
    }

    /** Goes to an index; false when the queue cannot find it. */
    boolean move(long index) {
        try {
            return tailer.moveToIndex(index);
        } catch (RuntimeException | InternalError e) {
            if (queue.isClosed() || tailer.isClosed()) {
                throw e;
            }
            LOG.debug("the queue cannot find index {}, its file is damaged", index, e);
            return false;
        }
    }

    /** Goes to an entry that is there and whole: the queue also finds places that it only noted. */
    boolean moveToWhole(long index) {
        return startOf(index) != UNKNOWN && move(index);
    }

    /** Where a whole entry with that index begins in its file, or {@link #UNKNOWN}. */
    long startOf(long index) {
        if (!move(index)) {
            return UNKNOWN;
        }
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent() || document.index() != index) {
                return UNKNOWN;
            }
            Bytes<?> bytes = document.wire().bytes();
            long place = bytes.readPosition() - HEADER_LENGTH;
            probe.read(bytes, index);
            return probe.defect() == EntryDefect.NONE ? place : UNKNOWN;
        } catch (BufferUnderflowException | InternalError e) {
            LOG.debug("the queue went astray before index {}", index, e);
            return UNKNOWN;
        }
    }

    /** When the entry at an index was received; the end of all time when there is none. */
    long receivedAt(long index) {
        if (!move(index)) {
            return Long.MAX_VALUE;
        }
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return Long.MAX_VALUE;
            }
            Bytes<?> bytes = document.wire().bytes();
            long at = bytes.readPosition() + EntryLayout.RECEIVED_OFFSET;
            return Long.reverseBytes(bytes.readLong(at));
        }
    }

    void toStart() {
        tailer.toStart();
    }

    void toEnd() {
        tailer.toEnd();
    }

    /** Index of the next document. */
    long index() {
        return tailer.index();
    }

    /** The file that it is in. */
    int file() {
        return tailer.cycle();
    }

    /** The newest file that the queue knows of. */
    int lastFile() {
        return queue.lastCycle();
    }

    /** How many entries the queue believes a file to have. */
    long count(int file) {
        return tailer.excerptsInCycle(file);
    }

    /** The files there are now. The queue's own list of them is not told of deletions in time. */
    NavigableSet<Integer> files() {
        NavigableSet<Integer> files = new TreeSet<>();
        JournalFiles.segments(queue.file().toPath().getParent())
                .forEach(segment -> files.add(JournalFiles.cycle(segment)));
        return files;
    }

    Path path(int file) {
        return JournalFiles.segment(queue.file().toPath(), file);
    }

    int fileOf(long index) {
        return cycles.toCycle(index);
    }

    /** Number of an entry in its file, from 0. */
    long sequence(long index) {
        return cycles.toSequenceNumber(index);
    }

    long indexOf(int file, long sequence) {
        return cycles.toIndex(file, sequence);
    }

    @Override
    public void close() {
        tailer.close();
    }
}
