package org.openrtpd.watchdog.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that the command prints to, read as it grows. Writers append, so that it can be cut to nothing
 * when it is large; what it held before that is kept in one file beside it.
 */
public final class OutputFile implements AutoCloseable {

    /** Size above which it is cut, in bytes. */
    static final long LIMIT = 8 << 20;
    /** Lines kept to be shown. */
    static final int KEPT_LINES = 20;

    private static final int READ = 64 << 10;

    private final Path path;
    private final Path older;
    private final long limit;
    private final FileChannel channel;
    private final RecentLines recent = new RecentLines(KEPT_LINES);
    private final LineCutter cutter = new LineCutter();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);
    private long position;
    private boolean unreadable;

    private OutputFile(Path path, long limit, FileChannel channel, long position) {
        this.path = path;
        this.older = path.resolveSibling(path.getFileName() + ".1");
        this.limit = limit;
        this.channel = channel;
        this.position = position;
    }

    /**
     * Opens the file, or makes it; lines that stand there are not told again.
     *
     * @param limit size above which it is cut, in bytes
     */
    static OutputFile open(Path path, long limit) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new OutputFile(path, limit, channel, channel.size());
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Lines that were written since the last call. A line without an end is told when it ends, a very long
     * one in pieces; of more than the limit at once, only the end is told.
     */
    public List<String> newLines() {
        List<String> lines = new ArrayList<>();
        try {
            read(lines);
            unreadable = false;
        } catch (IOException e) {
            if (!unreadable) {
                unreadable = true;
                lines.add("(the output file " + path + " cannot be read: " + e.getMessage() + ")");
            }
        }
        lines.forEach(recent::add);
        return lines;
    }

    private void read(List<String> lines) throws IOException {
        long end = channel.size();
        if (end < position) {
            position = 0;
        }
        if (end - position > limit) {
            lines.add("(" + (end - position - READ) + " bytes are not shown: more is printed than can be"
                    + " passed on)");
            cutter.rest();
            position = end - READ;
        }
        while (position < end) {
            buffer.clear();
            int length = channel.read(buffer, position);
            if (length <= 0) {
                break;
            }
            cutter.cut(buffer.flip(), lines::add);
            position += length;
        }
        if (position > limit) {
            cut();
        }
    }

    /** What was read is moved away; on a full disk it is given up, which frees space for what comes. */
    private void cut() throws IOException {
        try {
            Files.copy(path, older, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(older);
        } finally {
            channel.truncate(0);
            position = 0;
        }
    }

    /** The same when the process has ended: its last line need not have an end. */
    public List<String> lastLines() {
        List<String> lines = new ArrayList<>(newLines());
        cutter.rest().ifPresent(rest -> {
            lines.add(rest);
            recent.add(rest);
        });
        return lines;
    }

    /** Another run begins: the last lines are not those of the one before. */
    public void forget() {
        recent.clear();
    }

    /** The last lines, oldest first. */
    public List<String> recent() {
        return recent.all();
    }

    /**
     * What a process said when it became ready, if it printed here. Reads no more than two full files: who
     * prints much was ready long before.
     */
    public Optional<ReadyLine> readyLineOf(long pid) {
        List<ReadyLine> found = new ArrayList<>();
        for (Path file : List.of(older, path)) {
            LineCutter lines = new LineCutter();
            ByteBuffer bytes = ByteBuffer.allocate(READ);
            try (FileChannel from = FileChannel.open(file)) {
                while (from.position() < 2 * limit && from.read(bytes.clear()) > 0) {
                    lines.cut(bytes.flip(), line -> ReadyLine.parse(line)
                            .filter(ready -> ready.pid() == pid).ifPresent(found::add));
                }
            } catch (IOException e) {
                // Without it, RTPD is found by where it was told to listen.
                continue;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
