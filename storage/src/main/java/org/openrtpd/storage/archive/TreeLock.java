package org.openrtpd.storage.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write a tree: a lock of the operating system, which no dead process leaves behind.
 */
final class TreeLock implements AutoCloseable {

    private final FileChannel channel;

    private TreeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws ArchiveException when somebody has it
     */
    static TreeLock take(Path root, Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                String holder = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
                throw held(root, holder.isEmpty() ? "another process" : holder);
            }
            String pid = "pid " + ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw held(root, "this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new TreeLock(channel);
    }

    private static ArchiveException held(Path root, String holder) {
        return new ArchiveException("the archive in " + root + " is being written by " + holder
                + "; one archiver writes a tree: stop that one, or use another directory");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
