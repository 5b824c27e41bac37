package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a journal for writing after whatever ended the last process: takes the lock, cleans what a
 * crash left behind the last whole entry, reads how far each recorder is, and proves with a first
 * entry that what is appended can be read back.
 */
public final class JournalRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);
    private static final long SMALLEST_START = 1 << 20;

    private final JournalConfig config;
    private final Path data;
    private final JournalEntry entry = new JournalEntry();

    private Numberings numberings = new Numberings();
    private long lastGoodIndex = -1;
    private Path lastGoodFile;
    private long lastGoodEnd;
    private long entriesRead;

    private JournalRecovery(JournalConfig config) {
        this.config = config;
        this.data = config.directory();
    }

    /**
     * Opens the journal below a data directory, and begins it where there is none.
     *
     * @param startText what the marker of this start says, as {@code key=value} words
     * @throws JournalHeldException when another process writes it
     * @throws JournalException when it cannot be written: disk full, no permission, device error
     */
    public static RecoveredJournal open(JournalConfig config, String startText) {
        try {
            Files.createDirectories(config.directory());
        } catch (IOException e) {
            throw new JournalException("cannot create the data directory " + config.directory()
                    + ": " + reason(e), e);
        }
        JournalLock lock;
        try {
            lock = JournalLock.take(config.directory());
        } catch (IOException e) {
            throw new JournalException("cannot write in the data directory " + config.directory()
                    + ": " + reason(e), e);
        }
        try {
            return new JournalRecovery(config).open(lock, startText);
        } catch (IOException | RuntimeException e) {
            release(lock);
            if (e instanceof JournalException known) {
                throw known;
            }
            throw new JournalException(
                    "cannot open the journal in " + config.directory() + ": " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof IOException
                ? e.getClass().getSimpleName() + " " + e.getMessage()
                : String.valueOf(e.getMessage());
    }

    private static void release(JournalLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("the lock goes with the process", e);
        }
    }

    private RecoveredJournal open(JournalLock lock, String startText) throws IOException {
        long usable = Files.getFileStore(data).getUsableSpace() - config.minFreeBytes();
        if (usable < SMALLEST_START) {
            // Opening the queue would touch unallocated pages and die.
            throw new JournalException("the disk of " + data + " is full: "
                    + (usable + config.minFreeBytes()) + " bytes are free, "
                    + (config.minFreeBytes() + SMALLEST_START)
                    + " are needed to start; free some space, then start again");
        }
        if (Files.exists(JournalFiles.metadata(data))) {
            new StaleLocks(data).release();
        }
        if (!Files.exists(JournalFiles.metadata(data)) && !JournalFiles.segments(data).isEmpty()) {
            JournalFiles.openForWriting(JournalFiles.queueDirectory(data), config.clock()).close();
        }
        learn();
        clean();
        PacketJournal journal = begin(lock, startText);
        if (!isReadBack(journal, startText)) {
            journal.closeQueue();
            throw new JournalException("what is appended to the journal in " + data
                    + " cannot be read back; keep the directory and start with an empty --data");
        }
        if (config.durability() == Durability.DISK) {
            // What was appended but not forced before a kill is acknowledged from now on.
            JournalFiles.forceNewest(data);
        }
        return new RecoveredJournal(journal, numberings, lastGoodIndex, entriesRead);
    }

    /** Reads entries from the checkpoint on, or all of them. */
    private void learn() throws IOException {
        if (!JournalReader.exists(data)) {
            return;
        }
        Checkpoint checkpoint = new Checkpoint(data);
        Optional<Checkpoint.Place> place = checkpoint.read(numberings);
        if (place.isPresent() && isThere(place.get())) {
            learnFrom(place.get().index());
            return;
        }
        if (place.isPresent()) {
            LOG.warn("the checkpoint does not fit the journal, as after a power loss; reading all of"
                    + " the journal");
            checkpoint.delete();
            numberings = new Numberings();
        }
        learnFrom(Long.MIN_VALUE);
    }

    private boolean isThere(Checkpoint.Place place) {
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            tailer.toIndex(place.index());
            return tailer.next(entry)
                    && entry.index() == place.index()
                    && entry.defect() == EntryDefect.NONE
                    && entry.crc() == place.entryCrc();
        }
    }

    private void learnFrom(long index) {
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            tailer.toIndex(index);
            while (tailer.next(entry)) {
                entriesRead++;
                if (entry.defect() == EntryDefect.NONE) {
                    numberings.take(entry);
                    lastGoodIndex = entry.index();
                    lastGoodFile = tailer.currentFile().toPath();
                    lastGoodEnd = tailer.lastEndOffset();
                } else {
                    LOG.warn("entry {} {}; it is skipped", entry.index(), entry.defect().meaning());
                }
            }
        }
    }

    /** Wipes what stands behind the last whole entry: never acknowledged, and not to come back. */
    private void clean() throws IOException {
        List<Path> segments = JournalFiles.segments(data);
        if (segments.isEmpty()) {
            return;
        }
        Path newest = segments.get(segments.size() - 1);
        boolean hasGood = lastGoodFile != null
                && newest.getFileName().equals(lastGoodFile.getFileName());
        SegmentTail tail = new SegmentTail(newest);
        long end = tail.endOfDocuments(hasGood ? lastGoodEnd : 0);
        if (end == SegmentTail.SEALED) {
            return;
        }
        long wiped = tail.wipeBehind(end);
        if (wiped > 0) {
            LOG.info("wiped {} bytes of a half-written entry at the end of {}", wiped, newest);
        }
        if (lastWritten(newest) >= end) {
            LOG.warn("{} has a hole, as after a power loss: entries that were not yet acknowledged are"
                    + " gone; it is written anew from those before", newest);
            new SegmentRebuild(data).rebuild(newest, lastGoodIndex);
        }
    }

    /** Where the queue believes that its last entry begins. */
    private long lastWritten(Path newest) {
        try (JournalReader reader = JournalReader.open(data)) {
            return reader.lastWritten(newest);
        }
    }

    private PacketJournal begin(JournalLock lock, String startText) {
        SingleChronicleQueue queue =
                JournalFiles.openForWriting(JournalFiles.queueDirectory(data), config.clock());
        PacketJournal journal = new PacketJournal(config, lock, queue);
        if (journal.appendStart(startText) == PacketJournal.REFUSED) {
            throw new JournalException("the disk of " + data + " is full; free some space");
        }
        return journal;
    }

    private boolean isReadBack(PacketJournal journal, String startText) {
        try (JournalTailer tailer = journal.tailer()) {
            if (lastGoodIndex >= 0) {
                tailer.toIndex(lastGoodIndex);
                tailer.next(entry);
            }
            boolean found = tailer.next(entry)
                    && entry.defect() == EntryDefect.NONE
                    && entry.kind() == EntryKind.SERVER_START
                    && entry.text().equals(startText);
            if (found) {
                lastGoodIndex = entry.index();
            }
            return found;
        }
    }
}
