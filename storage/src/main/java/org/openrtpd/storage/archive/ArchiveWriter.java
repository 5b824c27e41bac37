package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Map;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * One format of an archive: decides what a packet adds to which file. It keeps all that it knows in
 * itself and can save it; it never looks at the disk for it. What it does may depend on nothing but
 * the entries, the times it is told and its settings.
 */
public interface ArchiveWriter {

    /** Short name of the format, which stands in the checkpoint. */
    String format();

    /** Takes in one packet; the entry is used again after this call. */
    void take(JournalEntry packet, ArchiveSink tree) throws IOException;

    /**
     * Time has come to that point: what waits too long for more is written.
     *
     * @param nowNanos nanoseconds since 1970 UTC, by the server's clock
     */
    void passTime(long nowNanos, ArchiveSink tree) throws IOException;

    /** Nothing more comes: writes and closes everything. */
    void finish(ArchiveSink tree) throws IOException;

    /** Writes all that it knows. */
    void save(ByteBuf state);

    /**
     * Reads what {@link #save} wrote, into a writer that has taken in nothing yet.
     *
     * @throws ArchiveException when it was written by another version
     */
    void restore(ByteBuf state);

    /**
     * Files that follow from what it knows, each with its whole content; they are replaced now and
     * then, and no reader of them may expect more.
     */
    Map<String, ByteBuf> summaries();

    /** What it has written since the archive began, for people. */
    String totals();
}
