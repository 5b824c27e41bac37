package org.openrtpd.storage.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Everything that an archive does to a disk, one step at a time.
 *
 * <p>Design note: each step is told before it is taken, so that a test can stop there, as a killed
 * process or a failing disk does. Nothing else in the archive writes.
 */
final class DiskSteps {

    private final Consumer<String> before;

    DiskSteps() {
        this(step -> {});
    }

    /** @param before hears of every step; it may throw {@link UncheckedIOException} */
    DiskSteps(Consumer<String> before) {
        this.before = before;
    }

    private void step(String name, Path path) throws IOException {
        try {
            before.accept(name + " " + path);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Writes a whole file anew and forces its content; its name is not forced. */
    void replaceContent(Path file, ByteBuffer bytes) throws IOException {
        step("replace", file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            step("replace-write", file);
            writeAll(channel, bytes);
            step("replace-force", file);
            channel.force(true);
        }
    }

    /** Writes bytes at the end of a file, which is as long as said, and forces it. */
    void append(Path file, long length, ByteBuffer bytes) throws IOException {
        step("append", file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeAt(file, channel, length, bytes);
        }
    }

    /** Makes a file with that content and forces it; its name is not forced. */
    void create(Path file, ByteBuffer bytes) throws IOException {
        step("create", file);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeAt(file, channel, 0, bytes);
        }
    }

    private void writeAt(Path file, FileChannel channel, long length, ByteBuffer bytes)
            throws IOException {
        channel.position(length);
        ByteBuffer firstHalf = bytes.duplicate();
        firstHalf.limit(bytes.position() + bytes.remaining() / 2);
        writeAll(channel, firstHalf);
        step("write-rest", file);
        bytes.position(firstHalf.position());
        writeAll(channel, bytes);
        step("force", file);
        channel.force(true);
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes a directory and those above it that are missing; their names are not forced. */
    void makeDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            step("mkdir", directory);
            Files.createDirectories(directory);
        }
    }

    /** Gives a file another name, in one step. */
    void move(Path from, Path to) throws IOException {
        step("move " + from, to);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Cuts a file that is longer than said. */
    void cut(Path file, long length) throws IOException {
        step("cut", file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() > length) {
                channel.truncate(length);
                channel.force(true);
            }
        } catch (NoSuchFileException e) {
            // Somebody has deleted it since, as one does with old days: nothing to cut.
            step("gone", file);
        }
    }

    void delete(Path file) throws IOException {
        step("delete", file);
        Files.deleteIfExists(file);
    }

    /** Forces the names in a directory, where it is still there. */
    void forceNames(Path directory) throws IOException {
        step("force-names", directory);
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            step("gone", directory);
        }
    }
}
