package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write a journal: a lock of the operating system on a file beside it, which a dead
 * process cannot leave behind.
 */
final class JournalLock implements AutoCloseable {

    private final FileChannel channel;

    private JournalLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws JournalHeldException when another process has it; that process is not disturbed
     */
    static JournalLock take(Path data) throws IOException {
        Path file = JournalFiles.lockFile(data);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new JournalHeldException(data, holder(file));
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new JournalHeldException(data, "this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        String pid = "pid " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return new JournalLock(channel);
    }

    private static String holder(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return text.isEmpty() ? "another process" : text;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
