package org.openrtpd.watchdog.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Thread dumps of a process that hangs, as files; the newest ones are kept. */
public final class ThreadDumps {

    /** Files kept. */
    static final int KEPT = 10;

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final int MOST_LINES = 20_000;
    private static final String PREFIX = "thread-dump-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final OutputFile output;

    public ThreadDumps(StateDirectory state) {
        this.directory = state.path();
        this.output = state.output();
    }

    /**
     * Asks a JVM for a dump and keeps what it prints, within seconds.
     *
     * @param breath called while waiting
     * @return the file; empty when nothing came
     * @throws IOException when the file cannot be written
     */
    public Optional<Path> take(ServerProcess process, Runnable breath) throws IOException {
        process.askForThreadDump();
        List<String> dump = new ArrayList<>();
        long begin = System.nanoTime();
        long heard = begin;
        boolean begun = false;
        while (System.nanoTime() - begin < LIMIT.toNanos() && dump.size() < MOST_LINES
                && !(begun && System.nanoTime() - heard > QUIET.toNanos())) {
            List<String> lines = output.newLines();
            if (lines.isEmpty()) {
                breath.run();
            } else {
                heard = System.nanoTime();
                dump.addAll(lines);
                begun |= lines.stream().anyMatch(line -> line.startsWith("Full thread dump"));
            }
        }
        if (!begun) {
            return Optional.empty();
        }
        Path file = directory.resolve(PREFIX + TIME.format(Instant.now()) + ".txt");
        Files.write(file, dump, StandardCharsets.UTF_8);
        keepNewest();
        return Optional.of(file);
    }

    private void keepNewest() throws IOException {
        List<Path> dumps;
        try (Stream<Path> files = Files.list(directory)) {
            dumps = files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted(Comparator.reverseOrder()).toList();
        }
        for (Path old : dumps.subList(Math.min(KEPT, dumps.size()), dumps.size())) {
            Files.deleteIfExists(old);
        }
    }
}
