package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the whole entries of one file behind a damaged stretch, up to where the queue can read again
 * or to the end of the file.
 *
 * <p>They get indexes that count back from the entry where the queue goes on, so that the missing
 * ones are those at the beginning of the stretch; without such an entry they go on behind the last
 * one that was read.
 */
final class HoleReader implements AutoCloseable {

    private final int cycle;
    private final long firstSequence;
    private final boolean empty;
    private final SegmentScan scan;
    private long sequence;

    private HoleReader(int cycle, long firstSequence, boolean empty, SegmentScan scan) {
        this.cycle = cycle;
        this.firstSequence = firstSequence;
        this.empty = empty;
        this.scan = scan;
    }

    /**
     * A reader of a stretch of a file.
     *
     * @param from where the damage begins
     * @param to where the queue goes on; {@link Long#MAX_VALUE} when it does not
     * @param lowest sequence number of the first entry that is missing
     * @param goOn sequence number of the entry at {@code to}; meaningless where there is none
     */
    static HoleReader open(Path file, long from, long to, long lowest, long goOn)
            throws IOException {
        long count = 0;
        JournalEntry entry = new JournalEntry();
        try (SegmentScan counting = new SegmentScan(file, from, to)) {
            while (counting.next(entry, 0)) {
                count++;
            }
        }
        long first = to == Long.MAX_VALUE ? lowest : Math.max(lowest, goOn - count);
        return new HoleReader(
                JournalFiles.cycle(file), first, count == 0, new SegmentScan(file, from, to));
    }

    /** True when not one whole entry stands there. */
    boolean isEmpty() {
        return empty;
    }

    /** Reads the next whole entry; false behind the last one. */
    boolean next(JournalEntry into) throws IOException {
        if (!scan.next(into, nextIndex())) {
            return false;
        }
        sequence++;
        return true;
    }

    long nextIndex() {
        return JournalFiles.ROLL_CYCLE.toIndex(cycle, firstSequence + sequence);
    }

    int cycle() {
        return cycle;
    }

    /** Where the last entry's document begins. */
    long start() {
        return scan.start();
    }

    /** Where the last entry's document ends. */
    long end() {
        return scan.end();
    }

    @Override
    public void close() throws IOException {
        scan.close();
    }
}
