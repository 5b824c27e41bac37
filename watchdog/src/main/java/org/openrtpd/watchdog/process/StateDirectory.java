package org.openrtpd.watchdog.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The directory of one RTPID: what it remembers, what RTPD prints, thread dumps. One RTPID has it at a
 * time, by a lock of the operating system, which a dead process cannot leave behind.
 */
public final class StateDirectory implements AutoCloseable {

    private static final String STATE = "state.properties";

    private final Path path;
    private final FileChannel lock;
    private final OutputFile output;

    private StateDirectory(Path path, FileChannel lock, OutputFile output) {
        this.path = path;
        this.lock = lock;
        this.output = output;
    }

    /**
     * Opens a directory, and makes it where it is missing.
     *
     * @throws IOException when it cannot be written, or another RTPID has it; the text says so
     */
    public static StateDirectory open(Path path) throws IOException {
        Path file = path.resolve("rtpid.lock");
        FileChannel lock;
        try {
            Files.createDirectories(path);
            lock = FileChannel.open(file,
                    StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new IOException("cannot write the state directory " + path + " ("
                    + e.getClass().getSimpleName().replace("Exception", "")
                    + (e.getReason() == null ? "" : ", " + e.getReason())
                    + "); give another one with --state", e);
        }
        try {
            take(lock, file);
            return new StateDirectory(
                    path, lock, OutputFile.open(path.resolve("output.log"), OutputFile.LIMIT));
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static void take(FileChannel lock, Path file) throws IOException {
        boolean taken;
        try {
            taken = lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            taken = false;
        }
        if (!taken) {
            String holder = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            throw new IOException("another rtpid works in " + file.getParent()
                    + (holder.isEmpty() ? "" : ", " + holder)
                    + "; stop that one, or use another --state");
        }
        try {
            lock.truncate(0);
            lock.write(ByteBuffer.wrap(("pid " + ProcessHandle.current().pid() + "\n")
                    .getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // Only a message is poorer by that; on a full disk RTPD is to be kept running all the same.
            return;
        }
    }

    public Path path() {
        return path;
    }

    /** What the command prints. */
    public OutputFile output() {
        return output;
    }

    /**
     * What was remembered last; empty when nothing was.
     *
     * @throws IOException when the file cannot be read
     */
    public Map<String, String> remembered() throws IOException {
        Path file = path.resolve(STATE);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " is damaged: " + e.getMessage(), e);
            }
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(
                name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    /** Remembers these values instead of those of before; whoever reads sees the one or the other. */
    public void remember(Map<String, String> values) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        Path fresh = path.resolve(STATE + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            properties.store(out, "what rtpid remembers; it writes this file, and nobody else should");
        }
        Files.move(fresh, path.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        output.close();
        lock.close();
    }
}
