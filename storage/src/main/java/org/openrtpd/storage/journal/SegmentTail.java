package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The end of a journal file after a crash. Behind the last whole entry there may be a half-written
 * one, or, after a power loss, pages of entries whose forerunners never reached the device. Left
 * there, they would come back to life between later entries of the same length.
 *
 * <p>A file is a row of documents, each a 4-byte little-endian header (length in the low 30 bits, bit
 * 30 for the queue's own pages, bit 31 while it is being written) and its bytes, on a 4-byte
 * boundary; header 0 is free space, {@code 0xC0000000} ends the file.
 */
final class SegmentTail {

    /** Answer for a file that was ended properly: nothing is written behind its end. */
    static final long SEALED = -1;

    private static final int NOT_READY = 0x8000_0000;
    private static final int META = 0x4000_0000;
    private static final int END_OF_FILE = NOT_READY | META;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int HEADER_LENGTH = 4;
    private static final int CHUNK = 64 << 10;

    private final Path file;

    SegmentTail(Path file) {
        this.file = file;
    }

    /**
     * Finds where free space begins, walking over the queue's own pages.
     *
     * @param wholeTo where an entry ends that is known to be whole; 0 when the file has none
     * @return the offset, or {@link #SEALED}
     */
    long endOfDocuments(long wholeTo) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return endOfDocuments(channel, wholeTo);
        }
    }

    /**
     * Fills with zeros all that stands behind an offset.
     *
     * @return how many bytes were not zero
     */
    long wipeBehind(long end) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return wipe(channel, end);
        }
    }

    /** True when a document of the queue's or of ours may begin there, or free space does. */
    boolean mayBegin(long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (offset + HEADER_LENGTH > channel.size()) {
                return offset <= channel.size();
            }
            int header = readInt(channel, offset);
            int length = header & LENGTH_MASK;
            boolean entry = (header & END_OF_FILE) == 0
                    && length >= EntryLayout.BODY_OFFSET && length <= EntryLayout.MAX_ENTRY;
            boolean ownPage = (header & END_OF_FILE) == META
                    && offset + HEADER_LENGTH + length <= channel.size();
            return header == 0 || header == END_OF_FILE || entry || ownPage;
        }
    }

    private static long endOfDocuments(FileChannel channel, long from) throws IOException {
        long at = aligned(from);
        boolean first = true;
        while (at + HEADER_LENGTH <= channel.size()) {
            int header = readInt(channel, at);
            if (header == END_OF_FILE) {
                return SEALED;
            }
            boolean ownPage = (header & META) != 0 && (header & NOT_READY) == 0;
            if (header == 0 || !ownPage && !(first && from == 0)) {
                return at;
            }
            first = false;
            at = aligned(at + HEADER_LENGTH + (header & LENGTH_MASK));
        }
        return SEALED;
    }

    /** The document boundary at or behind an offset. */
    static long aligned(long offset) {
        return offset + 3 & -4L;
    }

    private static int readInt(FileChannel channel, long at) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining() && channel.read(header, at + header.position()) >= 0) {
            // Read on until the four bytes are there.
        }
        return header.getInt(0);
    }

    /** Bytes up to the last one that is not zero: files are sparse and look larger than they are. */
    long usedBytes() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long end = channel.size(); end > 0; end -= Math.min(end, CHUNK)) {
                long start = end - Math.min(end, CHUNK);
                chunk.clear().limit((int) (end - start));
                while (chunk.hasRemaining() && channel.read(chunk, start + chunk.position()) >= 0) {
                    // Read on until the chunk is there.
                }
                for (int i = chunk.limit() - 1; i >= 0; i--) {
                    if (chunk.get(i) != 0) {
                        return start + i + 1;
                    }
                }
            }
            return 0;
        }
    }

    /** True when a whole entry begins at or behind an offset. */
    boolean hasEntryBehind(long offset) throws IOException {
        try (SegmentScan scan = new SegmentScan(file, offset, Long.MAX_VALUE)) {
            return scan.next(new JournalEntry(), 0);
        }
    }

    private static long wipe(FileChannel channel, long from) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long wiped = 0;
        long at = from;
        for (int read = channel.read(chunk, at); read > 0; read = channel.read(chunk, at)) {
            int nonZero = 0;
            byte[] bytes = chunk.array();
            for (int i = 0; i < read; i++) {
                nonZero += bytes[i] == 0 ? 0 : 1;
            }
            if (nonZero > 0) {
                Arrays.fill(bytes, 0, read, (byte) 0);
                ByteBuffer zeros = ByteBuffer.wrap(bytes, 0, read);
                while (zeros.hasRemaining()) {
                    channel.write(zeros, at + zeros.position());
                }
                wiped += nonZero;
            }
            at += read;
            chunk.clear();
        }
        return wiped;
    }
}
