package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that the bytes of the next entries exist on the device before they are written.
 *
 * <p><i>Design note.</i> The journal is written through mapped memory into sparse files. When the
 * disk is full, a store into a hole of such a file kills the process (SIGBUS); there is no exception
 * to catch. So the bytes are made ahead of the writer, which fails politely: by {@link SpaceAhead},
 * as much as a quarter of a second takes, and by the writer itself only where that is too late.
 *
 * <p>With {@link Durability#PROCESS} blocks are allocated, which is cheapest. With {@link
 * Durability#DISK}, or where blocks cannot be had alone, zeros are written with an ordinary write:
 * the first store into a page whose block holds nothing yet waits for the file system, measured 20 to
 * 40 ms while the device is forced all the time; into zeros it hardly does. Zeros are what the
 * hole reads as anyway; where the queue has put pages of its index behind the first entry, what
 * stands there is written once more, by the writer, because nobody else knows when they change.
 */
final class SpaceGuard implements AutoCloseable {

    /** More than one append can touch behind the last one: an entry and two pages of its index. */
    private static final long SLACK = 128 << 10;

    /** What a new file takes at once: its header, two pages of its index, the first entry. */
    private static final long NEW_FILE = 256 << 10;

    private static final long SMALLEST_STEP = 256 << 10;
    private static final long LARGEST_AHEAD = 32 << 20;

    /** So little that it stays in a core's cache while it is copied; four times as much costs more. */
    private static final int CHUNK = 64 << 10;

    private static final long NEVER = Long.MAX_VALUE;

    /** Longer than such a wait, which the thread that writes the zeros may have, too. */
    private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Path directory;
    private final Durability durability;
    private final long minFreeBytes;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

    /**
     * Where the directory is, asked anew with each file: that reads the table of all mounts, which
     * is too much for each piece.
     */
    private volatile FileStore store;

    private BlockAllocation blocks;
    private FileChannel channel;

    /** From here on the current file is a hole, as far as nothing was made. */
    private long holeFrom;
    private long ahead = SMALLEST_STEP;
    private long stepBeganAt;
    private long stepBeganNanos;

    /** Where the step ends that is under way; 0 where none is. */
    private long target;

    private volatile long madeTo;
    private volatile long writerAt;

    /** When the writer is here it is time for a step; never while one is under way. */
    private volatile long scarceFrom = NEVER;

    SpaceGuard(Path directory, Durability durability, long minFreeBytes) {
        this.directory = directory;
        this.durability = durability;
        this.minFreeBytes = minFreeBytes;
    }

    /** Bytes that may still be written before the guard says no; any thread. */
    long usableBytes() throws IOException {
        FileStore known = store;
        FileStore asked = known == null ? Files.getFileStore(directory) : known;
        return asked.getUsableSpace() - minFreeBytes;
    }

    /** True when a new file may be begun. */
    boolean allowsNewFile() throws IOException {
        return usableBytes() >= NEW_FILE + SMALLEST_STEP;
    }

    /** A file was begun, or an old one is written on: entries end at {@code writtenTo} in it. */
    synchronized void began(Path file, long writtenTo) throws IOException {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        blocks = BlockAllocation.of(file);
        store = Files.getFileStore(directory);
        madeTo = writtenTo;
        holeFrom = writtenTo + NEW_FILE;
        writerAt = writtenTo;
        stepBeganAt = writtenTo;
        stepBeganNanos = System.nanoTime();
    }

    /**
     * True when one more entry may be written behind {@code writtenTo} in the current file. Writer
     * thread only.
     */
    boolean allowsEntry(long writtenTo) throws IOException {
        return writtenTo + SLACK <= madeTo || makeNow(writtenTo);
    }

    /** True, once, when it is time for {@link #makeAhead}. Writer thread only. */
    boolean becomesScarce(long writtenTo) {
        if (writtenTo <= scarceFrom) {
            return false;
        }
        writerAt = writtenTo;
        scarceFrom = NEVER;
        return true;
    }

    private synchronized boolean makeNow(long writtenTo) throws IOException {
        long end = writtenTo + SLACK + SMALLEST_STEP;
        if (usableBytes() < end - madeTo) {
            return false;
        }
        while (madeTo < end) {
            make(end);
        }
        target = 0;
        scarceFrom = writtenTo;
        return true;
    }

    /**
     * Makes as much behind the writer as it takes in a quarter of a second, 256 KiB to 32 MiB;
     * nothing where the disk has too little left, which the writer finds out by itself. One thread,
     * not the writer.
     */
    void makeAhead() throws IOException {
        beginStep();
        while (makeSome()) {
            // The lock is free between two pieces, for a writer that cannot wait.
        }
    }

    private synchronized void beginStep() throws IOException {
        long now = System.nanoTime();
        double perNano = (double) (writerAt - stepBeganAt) / Math.max(1, now - stepBeganNanos);
        long wanted = (long) Math.min(LARGEST_AHEAD, perNano * AHEAD_NANOS);
        ahead = Math.max(Math.max(SMALLEST_STEP, wanted), ahead - ahead / 8);
        stepBeganAt = writerAt;
        stepBeganNanos = now;
        long end = writerAt + SLACK + ahead;
        target = channel == null || usableBytes() < end - madeTo ? 0 : end;
    }

    private synchronized boolean makeSome() throws IOException {
        // A file that was begun meanwhile, or a writer that did not wait, has ended the step.
        if (target == 0) {
            return false;
        }
        if (madeTo < target) {
            make(target);
            return true;
        }
        target = 0;
        scarceFrom = madeTo - SLACK - ahead + ahead / 16;
        return false;
    }

    /** Makes the next bytes, all until {@code end} or one piece of them. */
    private void make(long end) throws IOException {
        long from = madeTo;
        if (durability == Durability.PROCESS && blocks.allocate(from, end - from)) {
            madeTo = end;
            return;
        }
        fillChunk(from, (int) Math.min(CHUNK, end - from));
        while (chunk.hasRemaining()) {
            from += channel.write(chunk, from);
        }
        madeTo = from;
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
    public synchronized void close() throws IOException {
        target = 0;
        scarceFrom = NEVER;
        if (channel != null) {
            blocks.close();
            channel.close();
            channel = null;
        }
    }
}
