package org.openrtpd.storage.journal;

import java.io.File;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Reads the journal in order, at its own pace, and never disturbs the writer. Its position is the
 * index of the next entry: keep it to go on there later, in this process or another. One thread
 * only.
 */
public final class JournalTailer implements AutoCloseable {

    private static final int NO_FILE = -1;

    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final RollCycle cycles;
    private long lastEndOffset;
    private int lastFile = NO_FILE;
    private File lastPath;
    private boolean tookMissing;

    JournalTailer(SingleChronicleQueue queue) {
        this.queue = queue;
        this.cycles = queue.rollCycle();
        this.tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
        toStart();
    }

    /**
     * Reads the next entry, damaged ones too: ask {@link JournalEntry#defect}.
     *
     * @return false at the end of the journal as it is now; more may come later
     */
    public boolean next(JournalEntry into) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return false;
            }
            Bytes<?> bytes = document.wire().bytes();
            lastEndOffset = bytes.readLimit();
            into.read(bytes, document.index());
            noteFile(cycles.toCycle(into.index()));
            return true;
        }
    }

    private void noteFile(int fileNow) {
        if (fileNow == lastFile) {
            return;
        }
        tookMissing |= lastFile != NO_FILE && !lastPath.exists();
        lastFile = fileNow;
        lastPath = tailer.currentFile();
    }

    /**
     * True when, since the last call, this tailer came from a file into another while the first was
     * already deleted: it was so far behind that retention took entries it had not read.
     */
    public boolean tookMissing() {
        boolean took = tookMissing;
        tookMissing = false;
        return took;
    }

    /** Goes to the oldest entry that is still there. */
    public void toStart() {
        lastFile = NO_FILE;
        if (!toFirstOf(files())) {
            tailer.toStart();
        }
    }

    /** Goes to the first entry in some files; one that a crash left without entries is passed by. */
    private boolean toFirstOf(NavigableSet<Integer> some) {
        return some.stream().anyMatch(file -> tailer.moveToIndex(cycles.toIndex(file, 0)));
    }

    /** Goes behind the newest entry. */
    public void toEnd() {
        lastFile = NO_FILE;
        tailer.toEnd();
    }

    /**
     * Goes to an index that some entry has or had. When retention has taken it, goes to the oldest
     * entry behind it.
     */
    public void toIndex(long index) {
        lastFile = NO_FILE;
        NavigableSet<Integer> files = files();
        int file = index < 0 ? -1 : cycles.toCycle(index);
        if (files.contains(file) && tailer.moveToIndex(index)) {
            return;
        }
        if (!toFirstOf(files.tailSet(file, false))) {
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
        lastFile = NO_FILE;
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
            tailer.moveToIndex(index);
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
        if (!tailer.moveToIndex(index)) {
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
        return tailer.index();
    }

    /** Where the last read entry ends in its file. */
    long lastEndOffset() {
        return lastEndOffset;
    }

    /** The file of the last read entry. */
    File currentFile() {
        return tailer.currentFile();
    }

    @Override
    public void close() {
        tailer.close();
    }
}
