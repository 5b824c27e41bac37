package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the journal was forced to the device, kept beside it. After a crash it tells a torn entry
 * that nobody was told of from a damaged one that was acknowledged: behind the first the journal ends,
 * behind the second it goes on.
 *
 * <p>It is written after each force and not forced itself: after a power loss it may claim less than
 * is true, never more. Big-endian: 8 bytes {@code RTPDfrc1}, u64 {@link JournalPlace}, u32 CRC-32C of
 * the 16 bytes before.
 */
final class ForcedMark implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ForcedMark.class);
    private static final long MAGIC = 0x5254_5044_6672_6331L;
    private static final int PLACE_OFFSET = 8;
    private static final int CRC_OFFSET = 16;
    private static final int LENGTH = 20;

    private final Path file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LENGTH);
    private final CRC32C crc = new CRC32C();
    private FileChannel channel;
    private boolean failed;

    ForcedMark(Path data) {
        this.file = JournalFiles.forcedMark(data);
    }

    /** The place up to which all was forced; {@link JournalPlace#BEGIN} when that is not known. */
    long read() throws IOException {
        if (!Files.exists(file) || Files.size(file) != LENGTH) {
            return JournalPlace.BEGIN;
        }
        ByteBuffer kept = ByteBuffer.wrap(Files.readAllBytes(file));
        boolean whole = kept.getLong(0) == MAGIC && kept.getInt(CRC_OFFSET) == crcOf(kept);
        return whole ? Math.max(JournalPlace.BEGIN, kept.getLong(PLACE_OFFSET)) : JournalPlace.BEGIN;
    }

    /** Claims that everything before a place is forced; by one thread. */
    void write(long place) {
        bytes.clear();
        bytes.putLong(0, MAGIC).putLong(PLACE_OFFSET, place).putInt(CRC_OFFSET, crcOf(bytes));
        try {
            if (channel == null) {
                channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            }
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
        } catch (IOException e) {
            warnOnce(e);
        }
    }

    private void warnOnce(IOException e) {
        if (!failed) {
            failed = true;
            LOG.warn("{} cannot be written ({}); packets are safe, but were the newest file damaged as"
                    + " well, a start could no longer tell which of its entries were acknowledged; look"
                    + " at the disk", file, e.toString());
        }
    }

    private int crcOf(ByteBuffer of) {
        crc.reset();
        crc.update(of.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }

    /** Removes it, where the file it tells of is to be written anew. */
    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
