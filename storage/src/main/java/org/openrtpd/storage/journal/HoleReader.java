package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole entries of one file from a damaged stretch on to its end, without the queue, which
 * would follow a damaged length out of the file.
 *
 * <p>Indexes leave room for as many entries as can be missing when all were packets, the longest
 * there are. So they are those that the entries had where only packets were lost, never higher than
 * these, and always in order.
 */
final class HoleReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HoleReader.class);
    private static final int LONGEST = Integer.BYTES + EntryLayout.MAX_ENTRY;

    private final Path path;
    private final SegmentTail file;
    private final int cycle;
    private final SegmentScan scan;
    private long sequence;
    private long readTo;

    private HoleReader(Path path, long from, long sequence) throws IOException {
        this.path = path;
        this.file = new SegmentTail(path);
        this.cycle = JournalFiles.cycle(path);
        this.scan = new SegmentScan(path, from, Long.MAX_VALUE);
        this.sequence = sequence;
        this.readTo = from;
    }

    /**
     * A reader of the rest of a file.
     *
     * @param from where the damage begins
     * @param sequence number in the file of the first entry that is missing
     * @throws JournalException when the file cannot be read
     */
    static HoleReader open(Path path, long from, long sequence) {
        try {
            return new HoleReader(path, from, sequence);
        } catch (IOException e) {
            throw SegmentCheck.cannotRead(path, e);
        }
    }

    /**
     * Reads the next whole entry; false behind the last one.
     *
     * @throws JournalException when the file cannot be read
     */
    boolean next(JournalEntry into) {
        try {
            if (!scan.next(into, 0)) {
                return false;
            }
            // In front of the first entry of a file there is more than entries.
            boolean follows = readTo == 0 || file.endOfDocuments(readTo) == scan.start();
            sequence += follows ? 0 : (scan.start() - readTo) / LONGEST;
        } catch (IOException e) {
            throw SegmentCheck.cannotRead(path, e);
        }
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
    public void close() {
        try {
            scan.close();
        } catch (IOException e) {
            LOG.debug("a file that was only read", e);
        }
    }
}
