package org.openrtpd.storage.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;

/** A journal opened for reading only, while RTPD writes it or not. */
public final class JournalReader implements AutoCloseable {

    private final SingleChronicleQueue queue;

    private JournalReader(SingleChronicleQueue queue) {
        this.queue = queue;
    }

    /**
     * Opens the journal below a data directory.
     *
     * @throws JournalException when there is none, or its files cannot be read
     */
    public static JournalReader open(Path data) {
        if (!exists(data)) {
            throw new JournalException("there is no journal in " + data
                    + "; give the --data directory of an RTPD that has run");
        }
        try {
            return new JournalReader(JournalFiles.openForReading(JournalFiles.queueDirectory(data)));
        } catch (RuntimeException e) {
            throw new JournalException("cannot read the journal in " + data + ": " + e.getMessage(), e);
        }
    }

    /** True when a journal has been begun below a data directory. */
    public static boolean exists(Path data) {
        return Files.isRegularFile(JournalFiles.metadata(data)) && !JournalFiles.segments(data).isEmpty();
    }

    /** A new tailer at the oldest entry. */
    public JournalTailer tailer() {
        return new JournalTailer(queue);
    }

    /** Where the last entry of a file begins, as the queue has noted in that file. */
    long lastWritten(Path segment) {
        SingleChronicleQueueStore store =
                queue.storeForCycle(JournalFiles.cycle(segment), queue.epoch(), false, null);
        if (store == null) {
            return 0;
        }
        long position = store.writePosition();
        queue.closeStore(store);
        return position;
    }

    @Override
    public void close() {
        queue.close();
    }
}
