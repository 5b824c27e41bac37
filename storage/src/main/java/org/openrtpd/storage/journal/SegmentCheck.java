package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Looks into the journal's files themselves, without the queue, to tell a place where it went astray
 * from one where nothing more was written. One thread only.
 */
final class SegmentCheck {

    private static final int HEADER_LENGTH = 4;

    private final JournalEntry probe = new JournalEntry();

    /** True when a whole entry begins in a stretch of a file; a file that is gone has none. */
    boolean hasEntry(Path file, long from, long to) {
        try (SegmentScan scan = new SegmentScan(file, from, to)) {
            return scan.next(probe, 0);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    /** True when a damaged entry has its own length: no other begins in it, one may behind it. */
    boolean isDocument(Path file, long start, long end) {
        try {
            return end - start <= HEADER_LENGTH + EntryLayout.MAX_ENTRY
                    && !hasEntry(file, start + HEADER_LENGTH, SegmentTail.aligned(end))
                    && new SegmentTail(file).mayBegin(SegmentTail.aligned(end));
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    /** True when a file was not ended where it was left, and has more entries. */
    boolean isLeftEarly(Path file, long leftAt) {
        try {
            return Files.exists(file)
                    && new SegmentTail(file).endOfDocuments(leftAt) != SegmentTail.SEALED
                    && hasEntry(file, leftAt, Long.MAX_VALUE);
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    static JournalException cannotRead(Path file, IOException e) {
        return new JournalException("cannot read " + file + ": " + e, e);
    }
}
