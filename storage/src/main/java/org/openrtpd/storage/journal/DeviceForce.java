package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Forces what was appended to the device: every file that has grown, oldest first, and the directory
 * when there is a new one. Not by the queue's own sync, which misses the end of a mapped chunk.
 */
final class DeviceForce implements AutoCloseable {

    private final Path data;
    private final Queue<Path> begun = new ConcurrentLinkedQueue<>();
    private FileChannel channel;
    private Path file;

    DeviceForce(Path data) {
        this.data = data;
    }

    /** The writer thread begins a file; called before anything in it counts as appended. */
    void began(Path newFile) {
        begun.add(newFile);
    }

    /** Forces all that was appended before this call; by one thread. */
    void force() throws IOException {
        if (channel != null) {
            channel.force(false);
        }
        for (Path next = begun.poll(); next != null; next = begun.poll()) {
            if (channel != null) {
                channel.close();
            }
            file = next;
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.force(true);
            JournalFiles.force(JournalFiles.metadata(data));
            JournalFiles.force(JournalFiles.queueDirectory(data));
            JournalFiles.force(data);
        }
    }

    /** The file that is being forced, for messages. */
    Path file() {
        return file == null ? JournalFiles.queueDirectory(data) : file;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
