package org.openrtpd.app.bench.scrape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of the threads of an RTPD that answer HTTP, from Linux's {@code /proc}. */
final class HttpThreads {

    private static final String NAME = "rtpd-http";

    private HttpThreads() {}

    /** Nanoseconds since they began; 0 where the system does not tell. */
    static long cpuNanos(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.mapToLong(HttpThreads::read).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long read(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith(NAME)
                    ? Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]) : 0;
        } catch (IOException | NumberFormatException e) {
            // It ended meanwhile; those that answer do not.
            return 0;
        }
    }
}
