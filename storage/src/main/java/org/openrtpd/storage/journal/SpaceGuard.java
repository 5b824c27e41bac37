package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sees to it that the bytes of the next entries exist on the device before they are written.
 *
 * <p><i>Design note.</i> The journal is written through mapped memory into sparse files. When the
 * disk is full, a store into a hole of such a file kills the process (SIGBUS); there is no exception
 * to catch. So blocks are allocated ahead of the writer by writing zeros with an ordinary write,
 * which fails politely. Zeros are what the hole reads as anyway; where the queue has put pages of its
 * index behind the first entry, what stands there is written once more.
 */
final class SpaceGuard implements AutoCloseable {

    /** More than one append can touch behind the last one: an entry and two pages of its index. */
    private static final long SLACK = 128 << 10;

    /** What a new file takes at once: its header, two pages of its index, the first entry. */
    private static final long NEW_FILE = 256 << 10;

    private static final long SMALLEST_STEP = 256 << 10;
    private static final long LARGEST_STEP = 4 << 20;
    private static final int CHUNK = 256 << 10;

    private final Path directory;
    private final long minFreeBytes;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

    private FileChannel channel;
    private long allocatedTo;

    /** From here on the current file is a hole, as far as nothing was allocated. */
    private long holeFrom;

    SpaceGuard(Path directory, long minFreeBytes) {
        this.directory = directory;
        this.minFreeBytes = minFreeBytes;
    }

    /** Bytes that may still be written before the guard says no. */
    long usableBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace() - minFreeBytes;
    }

    /** True when a new file may be begun. */
    boolean allowsNewFile() throws IOException {
        return usableBytes() >= NEW_FILE + SMALLEST_STEP;
    }

    /** A file was begun, or an old one is written on: entries end at {@code writtenTo} in it. */
    void began(Path file, long writtenTo) throws IOException {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        allocatedTo = writtenTo;
        holeFrom = writtenTo + NEW_FILE;
    }

    /** True when one more entry may be written behind {@code writtenTo} in the current file. */
    boolean allowsEntry(long writtenTo) throws IOException {
        return writtenTo + SLACK <= allocatedTo || allocate(writtenTo);
    }

    private boolean allocate(long writtenTo) throws IOException {
        long step = Math.max(SMALLEST_STEP, Math.min(LARGEST_STEP, writtenTo / 4));
        long end = Math.max(allocatedTo, writtenTo + SLACK) + step;
        if (usableBytes() < end - allocatedTo) {
            return false;
        }
        for (long at = allocatedTo; at < end; at = allocatedTo) {
            fillChunk(at, (int) Math.min(CHUNK, end - at));
            while (chunk.hasRemaining()) {
                allocatedTo += channel.write(chunk, allocatedTo);
            }
        }
        return true;
    }

    private void fillChunk(long from, int length) throws IOException {
        chunk.clear().limit(length);
        while (from + chunk.position() < holeFrom && chunk.hasRemaining()
                && channel.read(chunk, from + chunk.position()) >= 0) {
            // Read on until the chunk is there, or the file ends.
        }
        while (chunk.hasRemaining()) {
            chunk.put((byte) 0);
        }
        chunk.flip();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
