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
 * to catch. So blocks are allocated ahead of the writer, which fails politely, and makes the first
 * store into each page cheaper besides. Where the file system cannot do that, zeros are written with
 * an ordinary write: they are what the hole reads as anyway; where the queue has put pages of its
 * index behind the first entry, what stands there is written once more.
 */
final class SpaceGuard implements AutoCloseable {

    /** More than one append can touch behind the last one: an entry and two pages of its index. */
    private static final long SLACK = 128 << 10;

    /** What a new file takes at once: its header, two pages of its index, the first entry. */
    private static final long NEW_FILE = 256 << 10;

    private static final long SMALLEST_STEP = 256 << 10;
    private static final long LARGEST_STEP = 16 << 20;
    private static final long LARGEST_WRITTEN_STEP = 4 << 20;
    private static final int CHUNK = 256 << 10;

    private final Path directory;
    private final long minFreeBytes;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

    private BlockAllocation blocks;
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
        blocks = BlockAllocation.of(file);
        allocatedTo = writtenTo;
        holeFrom = writtenTo + NEW_FILE;
    }

    /** True when one more entry may be written behind {@code writtenTo} in the current file. */
    boolean allowsEntry(long writtenTo) throws IOException {
        return writtenTo + SLACK <= allocatedTo || allocate(writtenTo);
    }

    private boolean allocate(long writtenTo) throws IOException {
        long from = allocatedTo;
        long step = Math.max(SMALLEST_STEP, Math.min(LARGEST_STEP, writtenTo / 4));
        long end = Math.max(from, writtenTo + SLACK) + step;
        if (usableBytes() < end - from) {
            return false;
        }
        if (blocks.allocate(from, end - from)) {
            allocatedTo = end;
        } else {
            writeZeros(Math.min(end, Math.max(from, writtenTo + SLACK) + LARGEST_WRITTEN_STEP));
        }
        return true;
    }

    private void writeZeros(long end) throws IOException {
        for (long at = allocatedTo; at < end; at = allocatedTo) {
            fillChunk(at, (int) Math.min(CHUNK, end - at));
            while (chunk.hasRemaining()) {
                allocatedTo += channel.write(chunk, allocatedTo);
            }
        }
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
            blocks.close();
            channel.close();
            channel = null;
        }
    }
}
