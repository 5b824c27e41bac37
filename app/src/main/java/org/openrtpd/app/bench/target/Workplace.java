package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Where a benchmark happens: a directory of its own and the processes started for it. Both are gone
 * after {@link #close}, and when the command is interrupted.
 */
public final class Workplace implements AutoCloseable {

    private final Path directory;
    private final Set<ChildProcess> children = new HashSet<>();
    private final Thread cleanup = new Thread(this::cleanUp, "bench-cleanup");
    private int names;
    private boolean cleaned;

    private Workplace(Path directory) {
        this.directory = directory;
    }

    /** A new directory below another one. */
    public static Workplace in(Path parent) {
        try {
            Workplace workplace = new Workplace(Files.createTempDirectory(parent, "rtpd-bench-"));
            Runtime.getRuntime().addShutdownHook(workplace.cleanup);
            return workplace;
        } catch (IOException e) {
            throw new CommandFailed("no directory can be made in " + parent + ": " + e
                    + "; name another one with --dir");
        }
    }

    public Path directory() {
        return directory;
    }

    /** A path in the directory at which nothing is yet. */
    public synchronized Path newPath(String name) {
        return directory.resolve(++names + "-" + name);
    }

    /** A new directory in the directory. */
    public Path emptyDirectory(String name) {
        try {
            return Files.createDirectory(newPath(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(ChildProcess child) {
        if (cleaned) {
            // It was started while the command was interrupted.
            child.kill();
        }
        children.add(child);
    }

    synchronized void remove(ChildProcess child) {
        children.remove(child);
    }

    private synchronized void cleanUp() {
        cleaned = true;
        children.forEach(ChildProcess::kill);
        children.forEach(ChildProcess::awaitEnd);
        children.clear();
        delete(directory);
    }

    /** Deletes a file or a whole directory. */
    public static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left of it does no harm, and the measurements are good.
            System.err.println("rtpd: " + path + " is not wholly deleted: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(cleanup);
        } catch (IllegalStateException e) {
            // The hook runs already.
            return;
        }
    }
}
