package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the next commit will do to a tree, gathered in memory: files that grow, files that are made,
 * files that get their final name. Paths are relative to the root, with slashes.
 */
public final class TreeChange implements ArchiveSink {

    private final Path root;
    private final Map<String, FileChange> byPath = new LinkedHashMap<>();
    /** Names that files have now and will not have after the next commit. */
    private final Set<String> left = new HashSet<>();
    private long bytes;

    TreeChange(Path root) {
        this.root = root;
    }

    /** True when a file has that name, now or after the next commit. */
    @Override
    public boolean isTaken(String path) {
        return byPath.containsKey(path) || !left.contains(path) && Files.exists(root.resolve(path));
    }

    @Override
    public void append(String path, ByteBuf from, int start, int length) throws IOException {
        change(path).added().writeBytes(from, start, length);
        bytes += length;
    }

    private FileChange change(String path) throws IOException {
        FileChange change = byPath.get(path);
        if (change == null) {
            Path file = root.resolve(path);
            boolean there = !left.contains(path) && Files.exists(file);
            change = new FileChange(path, there ? Files.size(file) : FileChange.NEW);
            byPath.put(path, change);
        }
        return change;
    }

    /**
     * Gives a file another name.
     *
     * @throws IllegalStateException when that name is taken: no file ever replaces another
     */
    @Override
    public void move(String from, String to) throws IOException {
        if (isTaken(to)) {
            throw new IllegalStateException(to + " is there already, " + from + " cannot become"
                    + " it");
        }
        if (!byPath.containsKey(from) && !Files.exists(root.resolve(from))) {
            // Somebody has deleted it since: there is nothing to name.
            return;
        }
        FileChange change = change(from);
        byPath.remove(from);
        change.moveTo(to);
        if (!change.isNew()) {
            left.add(from);
        }
        byPath.put(to, change);
    }

    /** The changes, each file once. */
    Collection<FileChange> files() {
        return byPath.values();
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    /** Bytes that are waiting. */
    long bytes() {
        return bytes;
    }

    void clear() {
        byPath.clear();
        left.clear();
        bytes = 0;
    }
}
