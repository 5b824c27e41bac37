package org.openrtpd.app.export;

import io.netty.buffer.ByteBuf;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.storage.archive.ArchiveSink;

/**
 * Files of an export. They grow in a directory of their own beside where they go, and get their names
 * when all of them are whole: {@link #commit}. What is not committed leaves nothing behind.
 */
final class ExportFiles implements ArchiveSink, AutoCloseable {

    /** What happens to files that are there already. */
    enum Existing { REFUSED, REPLACED }

    private static final int MOST_OPEN = 64;
    private static final int BUFFER = 16 << 10;

    private final Path root;
    private final Path work;
    private final Existing existing;
    private final Map<String, Path> parts = new LinkedHashMap<>();
    /** The one that was used longest ago first. */
    private final LinkedHashMap<Path, OutputStream> open = new LinkedHashMap<>(16, 0.75f, true);
    private volatile boolean ended;

    /** @param root of the files; it is made when it is not there */
    ExportFiles(Path root, Existing existing) {
        this.root = root.toAbsolutePath().normalize();
        this.work = this.root.resolve(".export-" + ProcessHandle.current().pid());
        this.existing = existing;
    }

    @Override
    public void append(String path, ByteBuf from, int start, int length) throws IOException {
        if (ended) {
            throw new IOException("the export was ended");
        }
        Path part = parts.get(path);
        if (part == null) {
            requireFree(path);
            Files.createDirectories(work);
            part = work.resolve(String.valueOf(parts.size()));
            parts.put(path, part);
        }
        from.getBytes(start, stream(part), length);
    }

    private OutputStream stream(Path part) throws IOException {
        OutputStream stream = open.get(part);
        if (stream == null) {
            if (open.size() == MOST_OPEN) {
                Iterator<OutputStream> longest = open.values().iterator();
                OutputStream unused = longest.next();
                longest.remove();
                unused.close();
            }
            stream = new BufferedOutputStream(Files.newOutputStream(part,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND), BUFFER);
            open.put(part, stream);
        }
        return stream;
    }

    @Override
    public boolean isTaken(String path) {
        return parts.containsKey(path);
    }

    @Override
    public void move(String from, String to) {
        if (isTaken(to)) {
            throw new IllegalStateException(to + " is there already, " + from + " cannot become it");
        }
        parts.put(to, parts.remove(from));
    }

    /** How many files there are. */
    int count() {
        return parts.size();
    }

    private void requireFree(String path) {
        if (existing == Existing.REFUSED && Files.exists(root.resolve(path))) {
            throw new CommandFailed(root.resolve(path) + " is there already; nothing was written: give"
                    + " another --out, or --force to replace it");
        }
    }

    /**
     * Makes every file durable and gives it its name.
     *
     * @throws IOException when a file cannot be written; those that have their names are whole
     * @throws CommandFailed when a file is there already
     */
    void commit() throws IOException {
        for (OutputStream stream : open.values()) {
            stream.close();
        }
        open.clear();
        for (Path part : parts.values()) {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        parts.keySet().forEach(this::requireFree);
        for (Map.Entry<String, Path> part : parts.entrySet()) {
            Path file = root.resolve(part.getKey());
            Files.createDirectories(file.getParent());
            Files.move(part.getValue(), file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(work);
    }

    /** Removes what was not committed. */
    @Override
    public void close() throws IOException {
        for (OutputStream stream : List.copyOf(open.values())) {
            closeQuietly(stream);
        }
        open.clear();
        removeUnfinished();
    }

    /** Removes what was not committed, and takes no more; for the end of the process, any thread. */
    void removeUnfinished() throws IOException {
        ended = true;
        if (!Files.isDirectory(work)) {
            return;
        }
        try (Stream<Path> left = Files.walk(work)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // A full disk was said already, and the file goes away now.
            return;
        }
    }
}
