package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;

/** A journal opened for reading only, while RTPD writes it or not. */
public final class JournalReader implements AutoCloseable {

    private final Path data;
    private final SingleChronicleQueue queue;

    private JournalReader(Path data, SingleChronicleQueue queue) {
        this.data = data;
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
            return new JournalReader(
                    data, JournalFiles.openForReading(JournalFiles.queueDirectory(data)));
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

    /**
     * Forces what was appended so far to the device, whoever appended it. What a reader has made
     * durable somewhere else can then not be newer than the journal itself after a loss of power.
     *
     * @throws IOException when the device failed
     */
    public void force() throws IOException {
        List<Path> segments = JournalFiles.segments(data);
        for (Path segment : segments.subList(Math.max(0, segments.size() - 2), segments.size())) {
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
                channel.force(false);
            } catch (NoSuchFileException e) {
                // Retention was faster: two new files were begun since, and this one is gone.
                continue;
            }
        }
        JournalFiles.force(JournalFiles.queueDirectory(data));
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
