package org.openrtpd.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory below that for temporary files, which {@code -Djava.io.tmpdir} names. */
public final class BenchmarkDirectory implements AutoCloseable {

    private final Path path;

    private BenchmarkDirectory(Path path) {
        this.path = path;
    }

    public static BenchmarkDirectory make() {
        try {
            return new BenchmarkDirectory(Files.createTempDirectory("rtpd-benchmark-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /** Deletes it and all that is in it. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
