package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Map;
import org.openrtpd.storage.archive.ArchiveException;
import org.openrtpd.storage.archive.ArchiveSink;
import org.openrtpd.storage.archive.ArchiveWriter;
import org.openrtpd.storage.journal.JournalEntry;

/**
 * Writes samples as miniSEED into an SDS tree, and the recorders' logs beside them, as
 * {@link MiniseedRecords} makes them. What waits for its record to be full is part of the
 * checkpoint, so a stop or a crash writes no short record.
 */
public final class MiniseedWriter implements ArchiveWriter {

    /** To be raised when anything that is saved changes, rates, traces and health included. */
    private static final int STATE_VERSION = 3;

    private final MiniseedSettings settings;
    private final MiniseedRecords records;

    public MiniseedWriter(MiniseedSettings settings) {
        this.settings = settings;
        this.records = new MiniseedRecords(settings);
    }

    @Override
    public String format() {
        return "miniseed";
    }

    @Override
    public void take(JournalEntry entry, ArchiveSink tree) throws IOException {
        records.take(entry, tree);
    }

    @Override
    public void passTime(long nowNanos, ArchiveSink tree) throws IOException {
        records.passTime(nowNanos, tree);
    }

    @Override
    public void finish(ArchiveSink tree) throws IOException {
        records.finish(tree);
    }

    @Override
    public void save(ByteBuf state) {
        state.writeByte(STATE_VERSION).writeByte(settings.version())
                .writeInt(settings.recordLength());
        records.save(state);
    }

    @Override
    public void restore(ByteBuf state) {
        int version = state.readByte();
        if (version != STATE_VERSION) {
            throw ArchiveException.otherVersion(format(), version);
        }
        int recordVersion = state.readByte();
        int recordLength = state.readInt();
        if (recordVersion != settings.version() || recordLength != settings.recordLength()) {
            throw new ArchiveException("this archive has records of miniSEED " + recordVersion
                    + " with " + recordLength + " bytes; those of miniSEED " + settings.version()
                    + " with " + settings.recordLength() + " bytes in the same files would make"
                    + " them unreadable for many programs. Go on with --mseed-version "
                    + recordVersion + " --record-length " + recordLength + ", or begin an archive"
                    + " in another directory, which takes in all that the journal still has");
        }
        records.restore(state);
    }

    @Override
    public Map<String, ByteBuf> summaries() {
        return Map.of();
    }

    @Override
    public String totals() {
        return records.totals();
    }
}
