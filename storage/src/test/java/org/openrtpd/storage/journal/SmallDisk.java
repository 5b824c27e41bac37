package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of 48 MiB in memory, where this process may mount one. */
public final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "48m";
    private static final int BLOCK = 4096;

    final Path directory;
    private final Path ballast;

    private SmallDisk(Path directory) {
        this.directory = directory;
        this.ballast = directory.resolve("ballast");
    }

    /** Mounts it on an empty directory; empty when this process may not, or there is no Linux. */
    public static Optional<SmallDisk> mount(Path on) {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", on.toString());
        return mounted ? Optional.of(new SmallDisk(on)) : Optional.empty();
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Fills it with a file until so many bytes are free. */
    public void leaveFree(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long excess = Files.getFileStore(directory).getUsableSpace() - bytes;
            for (long left = excess / BLOCK; left > 0; left--) {
                channel.write(ByteBuffer.allocate(BLOCK));
            }
        }
    }

    /** Fills it until not one byte more can be written. */
    public void fill() throws IOException {
        leaveFree(0);
    }

    /** Frees what the ballast took. */
    public void free() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() {
        run("umount", "-l", directory.toString());
    }
}
