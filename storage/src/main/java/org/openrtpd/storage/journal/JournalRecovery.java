package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a journal for writing after whatever ended the last process: takes the lock, reads how far
 * each recorder is ({@link JournalLearning}), takes away what a crash left behind the end ({@link
 * JournalCleaning}), and proves with a first entry that what is appended can be read back.
 */
public final class JournalRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);
    private static final long SMALLEST_START = 1 << 20;

    private final JournalConfig config;
    private final Path data;

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
        if (e instanceof FileAlreadyExistsException) {
            return "a file has that name";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied: " + e.getMessage();
        }
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
        new HeaderlessSegments(data).mend();
        if (Files.exists(JournalFiles.metadata(data))) {
            new StaleLocks(data).release();
        }
        if (!Files.exists(JournalFiles.metadata(data)) && !JournalFiles.segments(data).isEmpty()) {
            JournalFiles.openForWriting(JournalFiles.queueDirectory(data), config.clock()).close();
        }
        Files.createDirectories(JournalFiles.queueDirectory(data));
        JournalLearning learnt = JournalLearning.of(data);
        long notBefore = new JournalCleaning(data, learnt).clean();
        // What was appended before a kill is acknowledged from now on, and the start says so.
        JournalFiles.forceNewest(data);
        PacketJournal journal = begin(lock, startText, notBefore);
        if (!isReadBack(journal, startText)) {
            journal.closeQueue();
            throw new JournalException("what is appended to the journal in " + data
                    + " cannot be read back; keep the directory and start with an empty --data");
        }
        journal.commit();
        return new RecoveredJournal(
                journal, learnt.numberings(), journal.lastIndex(), learnt.entriesRead());
    }

    private PacketJournal begin(JournalLock lock, String startText, long notBefore) {
        SingleChronicleQueue queue = JournalFiles.openForWriting(
                JournalFiles.queueDirectory(data), config.clock(), notBefore);
        PacketJournal journal = new PacketJournal(config, lock, queue);
        if (journal.appendStart(startText) == PacketJournal.REFUSED) {
            throw new JournalException("the disk of " + data + " is full; free some space");
        }
        return journal;
    }

    private static boolean isReadBack(PacketJournal journal, String startText) {
        JournalEntry entry = new JournalEntry();
        try (JournalTailer tailer = journal.tailer()) {
            tailer.toIndex(journal.lastIndex());
            return tailer.next(entry)
                    && entry.index() == journal.lastIndex()
                    && entry.defect() == EntryDefect.NONE
                    && entry.kind() == EntryKind.SERVER_START
                    && entry.text().equals(startText);
        }
    }
}
