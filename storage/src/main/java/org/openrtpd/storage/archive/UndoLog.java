package org.openrtpd.storage.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * How to take one commit back, forced to the disk before the commit touches anything.
 *
 * <pre>
 *   openrtpd-undo 1
 *   checkpoint NUMBER            what taking back leads to; void once the checkpoint has another
 *   grown BYTES PATH             a file, and its length before
 *   moved BYTES FROM TO          the same, and its name before and after
 *   new PATH                     a file that was not there
 *   crc HEX                      CRC-32C of all bytes before this line
 * </pre>
 *
 * Paths come from {@link TreeChange} and have no blanks. Taking back may be cut short and begun
 * again: a moved file goes back only after the new one in its place is gone, and that one goes only
 * while the moved one is still away.
 */
final class UndoLog {

    private static final String TITLE = "openrtpd-undo 1";

    private final Path root;
    private final Path file;
    private final DiskSteps disk;

    UndoLog(Path root, Path file, DiskSteps disk) {
        this.root = root;
        this.file = file;
        this.disk = disk;
    }

    /** Writes and forces it. */
    void write(long checkpoint, Collection<FileChange> changes) throws IOException {
        StringBuilder text = new StringBuilder(TITLE)
                .append("\ncheckpoint ").append(checkpoint).append('\n');
        for (FileChange change : changes) {
            if (change.isNew()) {
                text.append("new ").append(change.path());
            } else if (change.isMoved()) {
                text.append("moved ").append(change.lengthBefore()).append(' ')
                        .append(change.pathBefore()).append(' ').append(change.path());
            } else {
                text.append("grown ").append(change.lengthBefore()).append(' ')
                        .append(change.path());
            }
            text.append('\n');
        }
        String crc = crc(text);
        text.append("crc ").append(crc).append('\n');
        boolean fresh = !Files.exists(file);
        disk.replaceContent(
                file, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        if (fresh) {
            disk.forceNames(file.getParent());
        }
    }

    /**
     * Takes back what was begun behind a checkpoint, if anything was.
     *
     * @return how many files were touched
     */
    int takeBack(long checkpoint) throws IOException {
        List<String> lines = wholeLines();
        if (lines.isEmpty() || !lines.get(1).equals("checkpoint " + checkpoint)) {
            return 0;
        }
        List<String[]> entries = lines.subList(2, lines.size() - 1).stream()
                .map(line -> line.split(" ")).toList();
        Map<String, String> moves = entries.stream().filter(words -> words[0].equals("moved"))
                .collect(Collectors.toMap(words -> words[2], words -> words[3]));
        Set<Path> directories = new LinkedHashSet<>();
        for (String[] words : entries) {
            if (words[0].equals("new") && !isOldOneBack(moves.get(words[1]))) {
                disk.delete(root.resolve(words[1]));
                directories.add(root.resolve(words[1]).getParent());
            }
        }
        for (String[] words : entries) {
            if (words[0].equals("grown")) {
                disk.cut(root.resolve(words[2]), Long.parseLong(words[1]));
            } else if (words[0].equals("moved")) {
                Path from = root.resolve(words[2]);
                if (Files.exists(root.resolve(words[3]))) {
                    disk.move(root.resolve(words[3]), from);
                }
                disk.cut(from, Long.parseLong(words[1]));
                directories.add(from.getParent());
                directories.add(root.resolve(words[3]).getParent());
            }
        }
        for (Path directory : directories) {
            disk.forceNames(directory);
        }
        return entries.size();
    }

    /** True when a file of a name that a moved one had is that one again, and not the new one. */
    private boolean isOldOneBack(String movedTo) {
        return movedTo != null && !Files.exists(root.resolve(movedTo));
    }

    /** All lines, or none when it is missing or was not written to its end: nothing was touched. */
    private List<String> wholeLines() throws IOException {
        List<String> lines;
        try {
            lines = List.of(
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
        int last = lines.size() - 1;
        if (last < 2 || !lines.get(0).equals(TITLE)) {
            return List.of();
        }
        StringBuilder text = new StringBuilder();
        lines.subList(0, last).forEach(line -> text.append(line).append('\n'));
        return lines.get(last).equals("crc " + crc(text)) ? lines : List.of();
    }

    private static String crc(CharSequence text) {
        CRC32C crc = new CRC32C();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
