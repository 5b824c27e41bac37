package org.openrtpd.storage.journal;

import java.io.File;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.NoSuchFileException;
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
 * Reads the journal in order, at its own pace, and never disturbs the writer. Its position is the
 * index of the next entry: keep it to go on there later, in this process or another. One thread
 * only.
 *
 * <p><i>Design note.</i> The queue's own tailer stops for good where a file is damaged, or follows a
 * damaged length into the middle of another entry. So each entry is looked at as it comes, and what
 * stands behind a damaged stretch is found by {@link HoleReader}, without the queue.
 */
public final class JournalTailer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalTailer.class);
    private static final int NO_FILE = -1;
    private static final long UNKNOWN = -1;
    private static final int HEADER_LENGTH = 4;

    /** How many entries apart the queue notes the places of entries in a file. */
    private static final int SPACING = JournalFiles.ROLL_CYCLE.defaultIndexSpacing();

    /** Places before an index where the queue is tried; else the file is read from its beginning. */
    private static final int MOST_TRIES = 64;

    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final RollCycle cycles;
    private final JournalEntry held = new JournalEntry();
    private final JournalEntry probe = new JournalEntry();
    private boolean isHeld;
    private long lastStartOffset;
    private long lastEndOffset = UNKNOWN;
    private long lastIndex = UNKNOWN;
    private int lastFile = NO_FILE;
    private File lastPath;
    private boolean tookMissing;
    private long holes;

    /** Set while entries behind a hole are read without the queue. */
    private HoleReader hole;

    /** A file that was read to its end without the queue: the first entry behind it comes next. */
    private int finishedFile = NO_FILE;

    JournalTailer(SingleChronicleQueue queue) {
        this.queue = queue;
        this.cycles = queue.rollCycle();
        this.tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
        toStart();
    }

    /**
     * Reads the next entry, damaged ones too: ask {@link JournalEntry#defect}. A damaged stretch in a
     * file that is no longer written to is passed by, and counted in {@link #holes}.
     *
     * @return false at the end of the journal as it is now; more may come later
     */
    public boolean next(JournalEntry into) {
        if (isHeld) {
            isHeld = false;
            into.copy(held);
            return true;
        }
        while (true) {
            if (hole != null) {
                if (readBehindHole(into)) {
                    return true;
                }
                leaveHole();
            } else if (finishedFile != NO_FILE) {
                if (!enterFileBehind(finishedFile)) {
                    return false;
                }
            } else if (read(into)) {
                return true;
            } else if (hole == null && !(isFileBehind() && passHole())) {
                return false;
            }
        }
    }

    /** Reads by the queue; false when it has nothing, or when what it has shows that it went astray. */
    private boolean read(JournalEntry into) {
        try {
            return readByQueue(into);
        } catch (BufferUnderflowException | InternalError e) {
            LOG.debug("the queue went astray behind index {}", lastIndex, e);
            return false;
        }
    }

    private boolean readByQueue(JournalEntry into) {
        long start;
        long end;
        int file;
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            Bytes<?> bytes = document.wire().bytes();
            start = bytes.readPosition() - HEADER_LENGTH;
            end = bytes.readLimit();
            into.read(bytes, document.index());
            file = cycles.toCycle(into.index());
        }
        if (isAstray(into, file, start, end)) {
            return false;
        }
        note(into.index(), start, end);
        return true;
    }

    private void note(long index, long start, long end) {
        noteFile(cycles.toCycle(index));
        lastIndex = index;
        lastStartOffset = start;
        lastEndOffset = SegmentTail.aligned(end);
    }

    private void noteFile(int fileNow) {
        if (fileNow == lastFile) {
            return;
        }
        tookMissing |= lastFile != NO_FILE && !lastPath.exists();
        lastFile = fileNow;
        lastPath = path(fileNow).toFile();
    }

    /** Looks whether the queue came here past whole entries, or by a damaged length. */
    private boolean isAstray(JournalEntry entry, int file, long start, long end) {
        if (file != lastFile) {
            if (lastFile != NO_FILE && isLeftEarly()) {
                enterHole(lastFile, lastEndOffset, sequence(lastIndex));
                return true;
            }
            boolean atItsBegin = lastFile != NO_FILE && sequence(entry.index()) == 0;
            return isAstrayIn(file, atItsBegin ? 0 : start, start, end, entry);
        }
        return isAstrayIn(file, lastEndOffset, start, end, entry);
    }

    private boolean isAstrayIn(int file, long from, long start, long end, JournalEntry entry) {
        boolean astray = start > from && hasEntry(file, from, start)
                || entry.defect() != EntryDefect.NONE && !isDocument(file, start, end);
        if (astray) {
            enterHole(file, from, sequence(entry.index()) - 1);
        }
        return astray;
    }

    private long sequence(long index) {
        return cycles.toSequenceNumber(index);
    }

    /** True when the file before was not ended where the queue left it, and has more entries. */
    private boolean isLeftEarly() {
        try {
            return lastPath.exists()
                    && new SegmentTail(lastPath.toPath()).endOfDocuments(lastEndOffset)
                            != SegmentTail.SEALED
                    && hasEntry(lastFile, lastEndOffset, Long.MAX_VALUE);
        } catch (IOException e) {
            throw cannotRead(lastFile, e);
        }
    }

    private boolean hasEntry(int file, long from, long to) {
        try (SegmentScan scan = new SegmentScan(path(file), from, to)) {
            return scan.next(probe, 0);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    /** True when a damaged entry has its own length: no other begins in it, one may behind it. */
    private boolean isDocument(int file, long start, long end) {
        try {
            return end - start <= HEADER_LENGTH + EntryLayout.MAX_ENTRY
                    && !hasEntry(file, start + HEADER_LENGTH, SegmentTail.aligned(end))
                    && new SegmentTail(path(file)).mayBegin(SegmentTail.aligned(end));
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    private JournalException cannotRead(int file, IOException e) {
        return new JournalException("cannot read " + path(file) + ": " + e, e);
    }

    /**
     * At the end: looks whether whole entries stand behind a damaged stretch, in the newest file too,
     * which {@link #next} waits for. Reads the rest of that file.
     *
     * @return true when {@link #next} has more to give
     */
    public boolean passHole() {
        int file = lastFile != NO_FILE ? lastFile : tailer.cycle();
        boolean newerThere = isFileBehind();
        if (lastFile != NO_FILE && hasEntry(file, lastEndOffset, Long.MAX_VALUE)) {
            if (!hasCome()) {
                enterHole(file, lastEndOffset, sequence(lastIndex));
            }
            return true;
        }
        if (newerThere) {
            finishedFile = file;
        }
        return newerThere;
    }

    /** True when the next entry is there for the queue too: it was written only now. */
    private boolean hasCome() {
        try (DocumentContext document = tailer.readingDocument()) {
            document.rollbackOnClose();
            return document.isPresent();
        }
    }

    private boolean isFileBehind() {
        int file = lastFile != NO_FILE ? lastFile : tailer.cycle();
        return queue.lastCycle() > file && files().higher(file) != null;
    }

    private long startOf(long index) {
        if (!move(index)) {
            return UNKNOWN;
        }
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent() || document.index() != index) {
                return UNKNOWN;
            }
            Bytes<?> bytes = document.wire().bytes();
            long start = bytes.readPosition() - HEADER_LENGTH;
            probe.read(bytes, index);
            return probe.defect() == EntryDefect.NONE ? start : UNKNOWN;
        } catch (BufferUnderflowException | InternalError e) {
            LOG.debug("the queue went astray before index {}", index, e);
            return UNKNOWN;
        }
    }

    /** Reads on without the queue, to the end of that file. */
    private void enterHole(int file, long from, long lastSequence) {
        try {
            hole = HoleReader.open(path(file), from, lastSequence + 1);
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
        holes++;
    }

    private boolean readBehindHole(JournalEntry into) {
        try {
            if (!hole.next(into)) {
                return false;
            }
        } catch (IOException e) {
            throw cannotRead(hole.cycle(), e);
        }
        note(into.index(), hole.start(), hole.end());
        return true;
    }

    private void leaveHole() {
        finishedFile = hole.cycle();
        closeHole();
    }

    private void closeHole() {
        if (hole != null) {
            try {
                hole.close();
            } catch (IOException e) {
                LOG.debug("a file that was only read", e);
            }
            hole = null;
        }
    }

    /** Goes to the first entry behind a file; one that a crash left without entries is passed by. */
    private boolean enterFileBehind(int finished) {
        for (int file : files().tailSet(finished, false)) {
            if (moveToWhole(cycles.toIndex(file, 0))
                    || hasEntry(file, 0, Long.MAX_VALUE) && enterDamagedFile(file)) {
                finishedFile = NO_FILE;
                return true;
            }
        }
        return false;
    }

    private boolean enterDamagedFile(int file) {
        if (!moveToWhole(cycles.toIndex(file, 0))) {
            enterHole(file, 0, -1);
        }
        return true;
    }

    /**
     * Goes to an index by the queue, which follows damaged lengths to anywhere, behind the end of the
     * file as well: the mapped memory there answers with an error of the machine's.
     */
    private boolean move(long index) {
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
    private boolean moveToWhole(long index) {
        return startOf(index) != UNKNOWN && move(index);
    }

    private Path path(int file) {
        return JournalFiles.segment(queue.file().toPath(), file);
    }

    /** Damaged stretches passed by since this tailer was made; what stood in them is lost. */
    public long holes() {
        return holes;
    }

    /** Forgets where it was, before it goes elsewhere. */
    private void leave() {
        closeHole();
        finishedFile = NO_FILE;
        lastFile = NO_FILE;
        lastEndOffset = UNKNOWN;
        isHeld = false;
    }

    /**
     * True when, since the last call, this tailer came from a file into another while the first was
     * already deleted, or was sent to an index in a deleted file: it was so far behind that retention
     * took entries it had not read.
     */
    public boolean tookMissing() {
        boolean took = tookMissing;
        tookMissing = false;
        return took;
    }

    /** Goes to the oldest entry that is still there. */
    public void toStart() {
        leave();
        if (!enterFileBehind(NO_FILE)) {
            tailer.toStart();
        }
    }

    /** Goes behind the newest entry. */
    public void toEnd() {
        leave();
        tailer.toEnd();
    }

    /**
     * Goes to an index that some entry has or had. When retention has taken it, or damage, goes to the
     * oldest entry behind it; {@link #tookMissing} tells of the first.
     */
    public void toIndex(long index) {
        leave();
        int file = index < 0 ? NO_FILE : cycles.toCycle(index);
        boolean isThere = files().contains(file);
        tookMissing |= index >= 0 && !isThere;
        if (isThere && moveToWhole(index)) {
            return;
        }
        if (isThere) {
            walkTo(file, index);
        } else if (!enterFileBehind(file)) {
            toEnd();
        }
    }

    /** Reads up to an index that the queue does not find: behind a hole, or not written yet. */
    private void walkTo(int file, long index) {
        long sequence = sequence(index);
        long known = sequence - Math.floorMod(sequence, SPACING);
        for (int tries = 0; known > 0 && tries < MOST_TRIES
                && startOf(cycles.toIndex(file, known)) == UNKNOWN; tries++) {
            known -= SPACING;
        }
        if (known > 0 && move(cycles.toIndex(file, known)) || enterFileBehind(file - 1)) {
            while (!isHeld && next(held)) {
                isHeld = held.index() >= index;
            }
        } else {
            toEnd();
        }
    }

    /**
     * Goes to the first entry that was received at that time or later, by binary search over files
     * and then within one. Where the server's clock was set back, times are not in order and the
     * search may land before or behind that step.
     *
     * @param receivedNanos nanoseconds since 1970 UTC
     */
    public void toTime(long receivedNanos) {
        leave();
        Integer[] files = files().toArray(new Integer[0]);
        int low = 0;
        int high = files.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstReceived(files, middle) < receivedNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            toStart();
            return;
        }
        int file = files[low - 1];
        long index = firstNotBefore(file, receivedNanos);
        if (index >= 0) {
            toIndex(index);
        } else {
            toIndex(cycles.toIndex(file + 1, 0));
        }
    }

    /** When the first entry in a file, or where it has none in those behind it, was received. */
    private long firstReceived(Integer[] files, int from) {
        for (int i = from; i < files.length; i++) {
            long received = receivedAt(cycles.toIndex(files[i], 0));
            if (received != Long.MAX_VALUE) {
                return received;
            }
        }
        return Long.MAX_VALUE;
    }

    private long firstNotBefore(int file, long receivedNanos) {
        long count = tailer.excerptsInCycle(file);
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (receivedAt(cycles.toIndex(file, middle)) < receivedNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < count ? cycles.toIndex(file, low) : -1;
    }

    private long receivedAt(long index) {
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

    /** The files there are now. The queue's own list of them is not told of deletions in time. */
    private NavigableSet<Integer> files() {
        NavigableSet<Integer> files = new TreeSet<>();
        JournalFiles.segments(queue.file().toPath().getParent())
                .forEach(segment -> files.add(JournalFiles.cycle(segment)));
        return files;
    }

    /** Index of the entry that {@link #next} reads next; meaningful once one was read. */
    public long position() {
        if (isHeld) {
            return held.index();
        }
        if (hole != null) {
            return hole.nextIndex();
        }
        return finishedFile == NO_FILE ? tailer.index() : cycles.toIndex(finishedFile + 1, 0);
    }

    /** Where the document of the last read entry begins. */
    long lastStart() {
        return JournalPlace.of(lastFile, lastStartOffset);
    }

    /** Where the document behind the last read entry begins. */
    long lastEnd() {
        return JournalPlace.of(lastFile, lastEndOffset);
    }

    /** Where the last read entry ends in its file. */
    long lastEndOffset() {
        return lastEndOffset;
    }

    @Override
    public void close() {
        closeHole();
        tailer.close();
    }
}
