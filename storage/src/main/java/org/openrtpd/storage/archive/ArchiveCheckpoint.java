package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What an archive knows at the end of a commit, replaced in one step by the next one.
 *
 * <pre>
 *   0 "ORTPDARC" | 8 number u64 | 16 last entry's index i64 | 24 its CRC u32 |
 *   28 length of the format's name u16, name | state of the writer | CRC-32C of all before u32
 * </pre>
 *
 * @param number counts commits; 0 before the first one
 * @param index of the last entry taken in; {@link #NO_INDEX} for none
 * @param entryCrc its CRC, which tells whether the journal still has that very entry
 * @param format name of the writer's format
 * @param state of the writer
 */
record ArchiveCheckpoint(long number, long index, int entryCrc, String format, ByteBuf state) {

    static final long NO_INDEX = -1;

    private static final byte[] TITLE = "ORTPDARC".getBytes(StandardCharsets.US_ASCII);

    /** The checkpoint of an archive that has none yet. */
    static ArchiveCheckpoint none(String format) {
        return new ArchiveCheckpoint(0, NO_INDEX, 0, format, Unpooled.EMPTY_BUFFER);
    }

    /** Writes it beside the old one, forces it, and puts it in the old one's place. */
    void write(Path file, DiskSteps disk) throws IOException {
        byte[] name = format.getBytes(StandardCharsets.US_ASCII);
        ByteBuf bytes = Unpooled.buffer(TITLE.length + name.length + state.readableBytes() + 64);
        bytes.writeBytes(TITLE).writeLong(number).writeLong(index).writeInt(entryCrc)
                .writeShort(name.length).writeBytes(name)
                .writeBytes(state, state.readerIndex(), state.readableBytes());
        bytes.writeInt(crc(bytes, bytes.writerIndex()));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        disk.replaceContent(fresh, bytes.nioBuffer());
        disk.move(fresh, file);
        disk.forceNames(file.getParent());
    }

    /**
     * Reads the checkpoint of a tree.
     *
     * @return {@link #none} when there is none yet
     * @throws ArchiveException when it is damaged, or of another format
     */
    static ArchiveCheckpoint read(Path file, String format) throws IOException {
        ByteBuf bytes;
        try {
            bytes = Unpooled.wrappedBuffer(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return none(format);
        }
        int end = bytes.writerIndex() - Integer.BYTES;
        if (end < TITLE.length + 22 || bytes.getInt(end) != crc(bytes, end)
                || !bytes.readSlice(TITLE.length).equals(Unpooled.wrappedBuffer(TITLE))) {
            throw new ArchiveException("the checkpoint " + file + " is damaged, so it is not known"
                    + " what of the journal is in this archive; begin an archive in another"
                    + " directory, it takes in all that the journal still has");
        }
        long number = bytes.readLong();
        long index = bytes.readLong();
        int entryCrc = bytes.readInt();
        String written = bytes.readCharSequence(
                bytes.readUnsignedShort(), StandardCharsets.US_ASCII).toString();
        if (!written.equals(format)) {
            throw new ArchiveException("the archive beside " + file + " is of format " + written
                    + ", not " + format + "; give each format a directory of its own");
        }
        return new ArchiveCheckpoint(number, index, entryCrc, format,
                bytes.slice(bytes.readerIndex(), end - bytes.readerIndex()));
    }

    private static int crc(ByteBuf bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.nioBuffer(0, length));
        return (int) crc.getValue();
    }
}
