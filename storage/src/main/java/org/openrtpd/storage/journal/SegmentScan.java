package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Finds whole entries in a stretch of a damaged file by their bytes alone, on any document boundary:
 * a header of the right length before 48 bytes of layout 1 and a body, and a CRC-32C that is right.
 */
final class SegmentScan implements AutoCloseable {

    private static final int HEADER_LENGTH = 4;
    private static final int LONGEST = HEADER_LENGTH + EntryLayout.MAX_ENTRY;
    private static final int WINDOW = 1 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(WINDOW).asReadOnlyBuffer();

    private final FileChannel channel;
    private final long to;
    private final ByteBuffer window;
    private long windowStart;
    private long at;
    private long start;

    /**
     * @param from where to begin
     * @param to entries that begin at or behind it are not looked for
     */
    SegmentScan(Path file, long from, long to) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.to = Math.min(to, channel.size());
        this.at = SegmentTail.aligned(from);
        this.windowStart = at;
        long stretch = Math.max(0, this.to - at) + LONGEST;
        this.window = ByteBuffer.allocate((int) Math.min(WINDOW, stretch))
                .order(ByteOrder.LITTLE_ENDIAN).limit(0);
    }

    /**
     * Reads the next whole entry.
     *
     * @param index the index that it gets
     * @return false when there is none any more
     */
    boolean next(JournalEntry into, long index) throws IOException {
        while (at + HEADER_LENGTH <= to) {
            int offset = offsetOf(at);
            if (offset + HEADER_LENGTH > window.limit()) {
                return false;
            }
            if (offset == 0 && isFree()) {
                // Files are sparse: most of what is behind their end was never written.
                at += window.limit() & -HEADER_LENGTH;
                continue;
            }
            int length = window.getInt(offset);
            if (isEntry(offset, length)) {
                into.read(window.array(), offset + HEADER_LENGTH, length, index);
                if (into.defect() == EntryDefect.NONE) {
                    start = at;
                    at = SegmentTail.aligned(at + HEADER_LENGTH + length);
                    return true;
                }
            }
            at += HEADER_LENGTH;
        }
        return false;
    }

    private boolean isFree() {
        ByteBuffer zeros = ZEROS.duplicate().limit(window.limit());
        return window.duplicate().position(0).mismatch(zeros) < 0;
    }

    private boolean isEntry(int offset, int length) {
        return length >= EntryLayout.BODY_OFFSET
                && length <= EntryLayout.MAX_ENTRY
                && offset + HEADER_LENGTH + length <= window.limit()
                && window.get(offset + HEADER_LENGTH) == EntryLayout.VERSION;
    }

    /** Where a place in the file is in the window, which moves on when it must. */
    private int offsetOf(long place) throws IOException {
        if (place + LONGEST > windowStart + window.limit()) {
            windowStart = place;
            window.clear();
            while (window.hasRemaining()
                    && channel.read(window, windowStart + window.position()) >= 0) {
                // Read on until the window is full or the file ends.
            }
            window.flip();
        }
        return (int) (place - windowStart);
    }

    /** Where the document of the last entry begins, with its header. */
    long start() {
        return start;
    }

    /** Where the document behind the last entry begins. */
    long end() {
        return at;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
