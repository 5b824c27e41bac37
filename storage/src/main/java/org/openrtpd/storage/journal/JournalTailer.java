package org.openrtpd.storage.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

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

    private static final int NO_FILE = -1;
    private static final long UNKNOWN = QueueCursor.UNKNOWN;

    /** How many entries apart the queue notes the places of entries in a file. */
    private static final int SPACING = JournalFiles.ROLL_CYCLE.defaultIndexSpacing();

    /** Places before an index where the queue is tried; else the file is read from its beginning. */
    private static final int MOST_TRIES = 64;

    private final QueueCursor cursor;
    private final SegmentCheck check = new SegmentCheck();
    private final JournalEntry held = new JournalEntry();
    private boolean isHeld;
    private long lastStartOffset;
    private long lastEndOffset = UNKNOWN;
    private long lastIndex = UNKNOWN;
    private int lastFile = NO_FILE;
    private Path lastPath;
    private boolean tookMissing;
    private long holes;

    /** Set while entries behind a hole are read without the queue. */
    private HoleReader hole;

    /** A file that was read to its end without the queue: the first entry behind it comes next. */
    private int finishedFile = NO_FILE;

    JournalTailer(SingleChronicleQueue queue) {
        this.cursor = new QueueCursor(queue);
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
            } else if (readByQueue(into)) {
                return true;
            } else if (hole == null && !(isFileBehind() && passHole())) {
                return false;
            }
        }
    }

    /** Reads by the queue; false when it has nothing, or when what it has shows that it went astray. */
    private boolean readByQueue(JournalEntry into) {
        if (!cursor.read(into) || isAstray(into, cursor.fileOf(into.index()))) {
            return false;
        }
        note(into.index(), cursor.start(), cursor.end());
        return true;
    }

    private void note(long index, long start, long end) {
        noteFile(cursor.fileOf(index));
        lastIndex = index;
        lastStartOffset = start;
        lastEndOffset = SegmentTail.aligned(end);
    }

    private void noteFile(int fileNow) {
        if (fileNow == lastFile) {
            return;
        }
        tookMissing |= lastFile != NO_FILE && !Files.exists(lastPath);
        lastFile = fileNow;
        lastPath = cursor.path(fileNow);
    }

    /** Looks whether the queue came here past whole entries, or by a damaged length. */
    private boolean isAstray(JournalEntry entry, int file) {
        if (file == lastFile) {
            return isAstrayIn(file, lastEndOffset, entry);
        }
        if (lastFile != NO_FILE && check.isLeftEarly(lastPath, lastEndOffset)) {
            enterHole(lastFile, lastEndOffset, cursor.sequence(lastIndex));
            return true;
        }
        boolean atItsBegin = lastFile != NO_FILE && cursor.sequence(entry.index()) == 0;
        return isAstrayIn(file, atItsBegin ? 0 : cursor.start(), entry);
    }

    private boolean isAstrayIn(int file, long from, JournalEntry entry) {
        long start = cursor.start();
        boolean astray = start > from && check.hasEntry(cursor.path(file), from, start)
                || entry.defect() != EntryDefect.NONE
                        && !check.isDocument(cursor.path(file), start, cursor.end());
        if (astray) {
            enterHole(file, from, cursor.sequence(entry.index()) - 1);
        }
        return astray;
    }

    /**
     * At the end: looks whether whole entries stand behind a damaged stretch, in the newest file too,
     * which {@link #next} waits for. Reads the rest of that file.
     *
     * @return true when {@link #next} has more to give
     */
    public boolean passHole() {
        int file = currentFile();
        boolean newerThere = isFileBehind();
        if (lastFile != NO_FILE && check.hasEntry(lastPath, lastEndOffset, Long.MAX_VALUE)) {
            // Or it was written only now, and the queue has it, too.
            if (!cursor.hasNext()) {
                enterHole(file, lastEndOffset, cursor.sequence(lastIndex));
            }
            return true;
        }
        if (newerThere) {
            finishedFile = file;
        }
        return newerThere;
    }

    private int currentFile() {
        return lastFile != NO_FILE ? lastFile : cursor.file();
    }

    private boolean isFileBehind() {
        int file = currentFile();
        return cursor.lastFile() > file && cursor.files().higher(file) != null;
    }

    /** Reads on without the queue, to the end of that file. */
    private void enterHole(int file, long from, long lastSequence) {
        hole = HoleReader.open(cursor.path(file), from, lastSequence + 1);
        holes++;
    }

    private boolean readBehindHole(JournalEntry into) {
        if (!hole.next(into)) {
            return false;
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
            hole.close();
            hole = null;
        }
    }

    /** Goes to the first entry behind a file; one that a crash left without entries is passed by. */
    private boolean enterFileBehind(int finished) {
        for (int file : cursor.files().tailSet(finished, false)) {
            long first = cursor.indexOf(file, 0);
            boolean isWhole = cursor.moveToWhole(first);
            if (isWhole || check.hasEntry(cursor.path(file), 0, Long.MAX_VALUE)) {
                // What is there now may have been written since.
                if (!isWhole && !cursor.moveToWhole(first)) {
                    enterHole(file, 0, -1);
                }
                finishedFile = NO_FILE;
                return true;
            }
        }
        return false;
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
            cursor.toStart();
        }
    }

    /** Goes behind the newest entry. */
    public void toEnd() {
        leave();
        cursor.toEnd();
    }

    /**
     * Goes to an index that some entry has or had. When retention has taken it, or damage, goes to the
     * oldest entry behind it; {@link #tookMissing} tells of the first.
     */
    public void toIndex(long index) {
        leave();
        int file = index < 0 ? NO_FILE : cursor.fileOf(index);
        boolean isThere = cursor.files().contains(file);
        tookMissing |= index >= 0 && !isThere;
        if (isThere && cursor.moveToWhole(index)) {
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
        long sequence = cursor.sequence(index);
        long known = sequence - Math.floorMod(sequence, SPACING);
        for (int tries = 0; known > 0 && tries < MOST_TRIES
                && cursor.startOf(cursor.indexOf(file, known)) == UNKNOWN; tries++) {
            known -= SPACING;
        }
        if (known > 0 && cursor.move(cursor.indexOf(file, known)) || enterFileBehind(file - 1)) {
            while (!isHeld && next(held)) {
                isHeld = held.index() >= index;
            }
        } else {
            toEnd();
        }
    }

    /**
     * Goes to the first entry that was received at that time or later. Where the server's clock was
     * set back, times are not in order and it may land before or behind that step.
     *
     * @param receivedNanos nanoseconds since 1970 UTC
     */
    public void toTime(long receivedNanos) {
        leave();
        long index = new TimeSearch(cursor).firstNotBefore(receivedNanos);
        if (index == TimeSearch.BEGIN) {
            toStart();
        } else {
            toIndex(index);
        }
    }

    /** Index of the entry that {@link #next} reads next; meaningful once one was read. */
    public long position() {
        if (isHeld) {
            return held.index();
        }
        if (hole != null) {
            return hole.nextIndex();
        }
        return finishedFile == NO_FILE ? cursor.index() : cursor.indexOf(finishedFile + 1, 0);
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
        cursor.close();
    }
}
