package org.openrtpd.watchdog.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file that the command prints to, read as it grows. Writers append, so that it can be cut to nothing
 * when it is large; what it held before that is kept in one file beside it.
 */
public final class OutputFile implements AutoCloseable {

    /** Size above which it is cut, in bytes. */
    static final long LIMIT = 8 << 20;
    /** Lines kept to be shown. */
    static final int KEPT_LINES = 20;

    private static final int LONGEST_LINE = 8 << 10;
    private static final int READ = 64 << 10;

    private final Path path;
    private final Path older;
    private final long limit;
    private final FileChannel channel;
    private final RecentLines recent = new RecentLines(KEPT_LINES);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);
    private long position;

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

    Path path() {
        return path;
    }

    /**
     * Lines that were written since the last call, as far as one reading goes. A line without an end is
     * told when it ends, a very long one in pieces.
     */
    public List<String> newLines() {
        List<String> lines = new ArrayList<>();
        try {
            if (channel.size() < position) {
                position = 0;
            }
            buffer.clear();
            int length = channel.read(buffer, position);
            for (int i = 0; i < length; i++) {
                byte each = buffer.get(i);
                if (each == '\n' || line.size() == LONGEST_LINE) {
                    lines.add(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                }
                if (each != '\n') {
                    line.write(each);
                }
            }
            position += Math.max(0, length);
            if (position > limit && position == channel.size()) {
                Files.copy(path, older, StandardCopyOption.REPLACE_EXISTING);
                channel.truncate(0);
                position = 0;
            }
        } catch (IOException e) {
            lines.add("(the output file " + path + " cannot be read: " + e.getMessage() + ")");
        }
        lines.forEach(recent::add);
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

    /** What a process said when it became ready, if it printed here. */
    public Optional<ReadyLine> readyLineOf(long pid) {
        return Stream.of(older, path).flatMap(OutputFile::linesOf)
                .flatMap(text -> ReadyLine.parse(text).stream())
                .filter(ready -> ready.pid() == pid)
                .reduce((first, second) -> second);
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
        } catch (NoSuchFileException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
