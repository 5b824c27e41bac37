package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.openrtpd.storage.journal.EntryDefect;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One archive that follows one journal: {@link #read} gathers, {@link #commit} makes it durable.
 * When anything throws an {@link IOException}, nothing is lost: call {@link #recover} until it
 * succeeds and go on. One thread only.
 */
public final class JournalArchive implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalArchive.class);
    private static final long FULL_BYTES = 4 << 20;
    private static final int FULL_ENTRIES = 16_384;
    private static final long SUMMARIZE_EVERY_NANOS = 60_000_000_000L;

    private final JournalReader journal;
    private final JournalTailer tailer;
    private final ArchiveTree tree;
    private final Supplier<ArchiveWriter> format;
    private final JournalEntry entry = new JournalEntry();
    private final ByteBuf state = Unpooled.buffer();
    private ArchiveWriter writer;
    private long index = ArchiveCheckpoint.NO_INDEX;
    private int entryCrc;
    private int uncommitted;
    private long nowNanos;
    private long summarizeAtNanos;
    private boolean finished;

    private JournalArchive(JournalReader journal, ArchiveTree tree,
            Supplier<ArchiveWriter> format) {
        this.journal = journal;
        this.tailer = journal.tailer();
        this.tree = tree;
        this.format = format;
        this.writer = format.get();
    }

    /**
     * Takes a tree, which is made when it is not there, for this process alone. {@link #recover}
     * comes next.
     *
     * @param format makes a writer that knows nothing yet
     * @throws ArchiveException when another process has the tree
     * @throws IOException when the tree cannot be made
     */
    public static JournalArchive open(JournalReader journal, Path root,
            Supplier<ArchiveWriter> format)
            throws IOException {
        return open(journal, root, format, new DiskSteps());
    }

    static JournalArchive open(JournalReader journal, Path root, Supplier<ArchiveWriter> format,
            DiskSteps disk) throws IOException {
        return new JournalArchive(journal, ArchiveTree.open(root, format.get().format(), disk),
                format);
    }

    /**
     * Brings tree, writer and place in the journal back to the last commit.
     *
     * @throws IOException when the disk still fails; try again later
     * @throws ArchiveException when the tree does not belong to this journal or this format
     */
    public void recover() throws IOException {
        ArchiveCheckpoint checkpoint = tree.recover();
        writer = format.get();
        if (checkpoint.state().isReadable()) {
            writer.restore(checkpoint.state().duplicate());
        }
        index = checkpoint.index();
        entryCrc = checkpoint.entryCrc();
        uncommitted = 0;
        place();
    }

    private void place() {
        tailer.toStart();
        if (index == ArchiveCheckpoint.NO_INDEX) {
            return;
        }
        boolean any = tailer.next(entry);
        if (any && entry.index() > index) {
            LOG.warn("archive {}: the journal no longer has the last entry that is here, {}; it"
                    + " begins with entry {}. Entries between them, if there were any, are missing"
                    + " here. Keep the archiver running, or raise --retain-age and --retain-size of"
                    + " rtpd serve", tree.root(), index, entry.index());
            tailer.toStart();
            return;
        }
        if (any) {
            tailer.toIndex(index);
        }
        if (!any || !tailer.next(entry) || entry.index() != index || fingerprint() != entryCrc) {
            throw new ArchiveException("the archive in " + tree.root() + " was written from another"
                    + " journal: entry " + index + " is not the one it ends with. Give the --data"
                    + " it was begun with. To go on with this journal instead, from its beginning,"
                    + " delete " + tree.root().resolve(ArchiveTree.STATE_DIRECTORY)
                    + "; files that are there stay as they are");
        }
    }

    /** Tells this entry from others; the fields of a damaged one mean nothing. */
    private int fingerprint() {
        return entry.defect() == EntryDefect.NONE ? entry.crc() : 0;
    }

    /**
     * Takes in what the journal has, until its end or until there is enough for a commit.
     *
     * @param atMost entries to take in
     * @return how many entries that were
     */
    public int read(int atMost) throws IOException {
        int count = 0;
        while (count < atMost && !isFull() && tailer.next(entry)) {
            index = entry.index();
            entryCrc = fingerprint();
            uncommitted++;
            count++;
            if (entry.isPacket()) {
                writer.take(entry, tree.change());
                passTime(entry.receivedNanos());
            } else if (entry.defect() != EntryDefect.NONE) {
                LOG.warn("archive {}: entry {} {}; it is left out. Check the disk of the journal,"
                        + " and run rtpd verify", tree.root(), index, entry.defect().meaning());
            }
        }
        if (tailer.tookMissing()) {
            LOG.warn("archive {}: retention took entries before {} that were not read yet: what"
                    + " they held is missing here; raise --retain-age and --retain-size of rtpd"
                    + " serve", tree.root(), index);
        }
        return count;
    }

    /**
     * Tells the writer, at the end of the journal, how late it is.
     *
     * @param timeNanos nanoseconds since 1970 UTC
     */
    public void passTime(long timeNanos) throws IOException {
        nowNanos = timeNanos;
        writer.passTime(timeNanos, tree.change());
    }

    /** Lets the writer write and close everything; commit afterwards. */
    public void finish() throws IOException {
        writer.finish(tree.change());
        finished = true;
    }

    /** True when it is time to commit, because much was gathered. */
    public boolean isFull() {
        return uncommitted >= FULL_ENTRIES || tree.change().bytes() >= FULL_BYTES;
    }

    /** True when a commit has something to do. */
    public boolean isDirty() {
        return uncommitted > 0 || !tree.change().isEmpty();
    }

    /** Makes what was gathered durable, the place in the journal included. */
    public void commit() throws IOException {
        if (!isDirty()) {
            return;
        }
        journal.force();
        state.clear();
        writer.save(state);
        tree.commit(index, entryCrc, state);
        uncommitted = 0;
        // A clock that was ahead and is right again must not stop the summaries.
        if (finished || nowNanos >= summarizeAtNanos
                || summarizeAtNanos - nowNanos > SUMMARIZE_EVERY_NANOS) {
            summarizeAtNanos = nowNanos + SUMMARIZE_EVERY_NANOS;
            for (Map.Entry<String, ByteBuf> summary : writer.summaries().entrySet()) {
                tree.replace(summary.getKey(), summary.getValue());
            }
        }
    }

    /** What was written since the archive began, for people. */
    public String totals() {
        return writer.totals();
    }

    @Override
    public void close() throws IOException {
        tailer.close();
        tree.close();
    }
}
