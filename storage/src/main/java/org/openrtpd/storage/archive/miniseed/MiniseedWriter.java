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
    private static final int STATE_VERSION = 2;

    private final MiniseedRecords records;

    public MiniseedWriter(MiniseedSettings settings) {
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
        state.writeByte(STATE_VERSION);
        records.save(state);
    }

    @Override
    public void restore(ByteBuf state) {
        int version = state.readByte();
        if (version != STATE_VERSION) {
            throw ArchiveException.otherVersion(format(), version);
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
