package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the whole entries of one file from a damaged stretch on to its end, without the queue, which
 * would follow a damaged length out of the file.
 *
 * <p>Indexes leave room for as many entries as can be missing when all were packets, the longest
 * there are. So they are those that the entries had where only packets were lost, never higher than
 * these, and always in order.
 */
final class HoleReader implements AutoCloseable {

    private static final int LONGEST = Integer.BYTES + EntryLayout.MAX_ENTRY;

    private final SegmentTail file;
    private final int cycle;
    private final SegmentScan scan;
    private long sequence;
    private long readTo;

    private HoleReader(Path file, long from, long sequence) throws IOException {
        this.file = new SegmentTail(file);
        this.cycle = JournalFiles.cycle(file);
        this.scan = new SegmentScan(file, from, Long.MAX_VALUE);
        this.sequence = sequence;
        this.readTo = from;
    }

    /**
     * A reader of the rest of a file.
     *
     * @param from where the damage begins
     * @param sequence number in the file of the first entry that is missing
     */
    static HoleReader open(Path file, long from, long sequence) throws IOException {
        return new HoleReader(file, from, sequence);
    }

    /** Reads the next whole entry; false behind the last one. */
    boolean next(JournalEntry into) throws IOException {
        if (!scan.next(into, 0)) {
            return false;
        }
        // In front of the first entry of a file there is more than entries.
        boolean follows = readTo == 0 || file.endOfDocuments(readTo) == scan.start();
        sequence += follows ? 0 : (scan.start() - readTo) / LONGEST;
        into.number(nextIndex());
        sequence++;
        readTo = scan.end();
        return true;
    }

    long nextIndex() {
        return JournalFiles.ROLL_CYCLE.toIndex(cycle, sequence);
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
