package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal needs now and then while it is written: a fresh checkpoint, and retention. It
 * follows the journal with a tailer of its own, so that the writer has no part in it. Called by one
 * thread.
 */
public final class JournalUpkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalUpkeep.class);

    private final PacketJournal journal;
    private final Numberings numberings;
    private final JournalTailer tailer;
    private final Checkpoint checkpoint;
    private final JournalRetention retention;
    private final JournalEntry entry = new JournalEntry();
    private final Path data;
    private long lastIndex;
    private int lastCrc;
    /** True while the checkpoint on the disk, if there is one, does not tell of the last entry. */
    private boolean stale;

    /**
     * @param maxAge age at which entries may go; zero keeps all
     * @param maxBytes size at which the oldest entries go; 0 sets no limit
     */
    public JournalUpkeep(RecoveredJournal recovered, Path data, Duration maxAge, long maxBytes) {
        this.journal = recovered.journal();
        this.numberings = recovered.numberings();
        this.data = data;
        this.checkpoint = new Checkpoint(data);
        this.retention = new JournalRetention(data, maxAge, maxBytes);
        this.tailer = journal.tailer();
        tailer.toIndex(recovered.lastIndex());
    }

    /**
     * Catches up with the journal: called more often than {@link #checkpoint}, it never has so much to
     * read at once that packets wait for the processor.
     */
    public void follow() {
        while (tailer.next(entry)) {
            if (entry.defect() == EntryDefect.NONE) {
                numberings.take(entry);
                lastIndex = entry.index();
                lastCrc = entry.crc();
                stale = true;
            }
        }
    }

    /** Catches up with the journal and writes a checkpoint when there is something new. */
    public void checkpoint() {
        follow();
        if (!stale || !journal.accepts()) {
            return;
        }
        try {
            // A checkpoint must not outlive what it tells of.
            JournalFiles.forceNewest(data);
            checkpoint.write(new Checkpoint.Place(lastIndex, lastCrc), numberings);
            stale = false;
        } catch (IOException e) {
            LOG.warn("the checkpoint could not be written ({}); the next start reads more of the"
                    + " journal and takes longer, nothing else", e.toString());
        }
    }

    /** Frees files that are over a limit of retention. */
    public void retain(long nowMillis, long nowNanos) {
        try {
            if (retention.run(nowMillis, nowNanos) > 0) {
                journal.refreshFiles();
            }
        } catch (IOException e) {
            LOG.error("retention could not free old files: {}; the disk may fill up", e.toString());
        }
    }

    @Override
    public void close() {
        tailer.close();
    }
}
