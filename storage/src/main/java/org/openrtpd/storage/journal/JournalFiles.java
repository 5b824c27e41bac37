package org.openrtpd.storage.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** Where the parts of a journal lie below a data directory, and how its queue is opened. */
final class JournalFiles {

    /** A file an hour: retention frees whole files. Entries an hour: 4 billion. */
    static final RollCycle ROLL_CYCLE = RollCycles.FAST_HOURLY;

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern(ROLL_CYCLE.format()).withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".cq4";
    private static final String METADATA = "metadata.cq4t";

    private JournalFiles() {}

    static Path queueDirectory(Path data) {
        return data.resolve("journal");
    }

    static Path lockFile(Path data) {
        return data.resolve("journal.lock");
    }

    static Path checkpoint(Path data) {
        return data.resolve("journal.checkpoint");
    }

    static Path forcedMark(Path data) {
        return data.resolve("journal.forced");
    }

    static Path metadata(Path data) {
        return queueDirectory(data).resolve(METADATA);
    }

    /** The files that hold entries, oldest first. */
    static List<Path> segments(Path data) {
        return segmentsIn(queueDirectory(data));
    }

    private static List<Path> segmentsIn(Path queueDirectory) {
        if (!Files.isDirectory(queueDirectory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(queueDirectory)) {
            return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SingleChronicleQueue openForWriting(Path queueDirectory, InstantSource clock) {
        return openForWriting(queueDirectory, clock, 0);
    }

    /**
     * Opens a queue to append to it.
     *
     * @param notBeforeMillis nothing goes into a file of an earlier hour than this time's
     */
    static SingleChronicleQueue openForWriting(
            Path queueDirectory, InstantSource clock, long notBeforeMillis) {
        return SingleChronicleQueueBuilder.binary(queueDirectory)
                .rollCycle(ROLL_CYCLE)
                .timeProvider(new ForwardTime(clock, queueDirectory, notBeforeMillis))
                .build();
    }

    static SingleChronicleQueue openForReading(Path queueDirectory) {
        return SingleChronicleQueueBuilder.binary(queueDirectory)
                .rollCycle(ROLL_CYCLE)
                .readOnly(true)
                .build();
    }

    /** True when a file of the queue has the header that each of them begins with. */
    static boolean isBegun(Path file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.read(header) == Integer.BYTES && header.getInt(0) != 0;
        }
    }

    /** Forces the content of a file, or the names in a directory, to the device. */
    static void force(Path file) throws IOException {
        StandardOpenOption mode = Files.isDirectory(file)
                ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(file, mode)) {
            channel.force(true);
        }
    }

    /** Forces all that can be unforced: the two newest files, and the names of all. */
    static void forceNewest(Path data) throws IOException {
        List<Path> segments = segments(data);
        for (Path segment : segments.subList(Math.max(0, segments.size() - 2), segments.size())) {
            force(segment);
        }
        if (Files.exists(forcedMark(data))) {
            force(forcedMark(data));
        }
        force(queueDirectory(data));
        force(data);
    }

    /**
     * Time that never goes back behind the newest file. The queue would follow a clock that was set
     * back into an older, closed file, and entries would no longer stand in the order they came.
     */
    private static final class ForwardTime implements TimeProvider {
        private final InstantSource clock;
        private volatile long newestMillis;

        ForwardTime(InstantSource clock, Path queueDirectory, long notBeforeMillis) {
            this.clock = clock;
            this.newestMillis = Math.max(notBeforeMillis, newestFileMillis(queueDirectory));
        }

        @Override
        public long currentTimeMillis() {
            newestMillis = Math.max(newestMillis, clock.millis());
            return newestMillis;
        }

        private static long newestFileMillis(Path queueDirectory) {
            List<Path> segments = segmentsIn(queueDirectory);
            return segments.isEmpty() ? 0 : startMillis(segments.get(segments.size() - 1));
        }
    }

    /** The queue's number for a file. */
    static int cycle(Path segment) {
        return (int) (startMillis(segment) / ROLL_CYCLE.lengthInMillis());
    }

    /** The file with a number. */
    static Path segment(Path queueDirectory, int cycle) {
        Instant start = Instant.ofEpochMilli((long) cycle * ROLL_CYCLE.lengthInMillis());
        return queueDirectory.resolve(HOUR.format(start) + SUFFIX);
    }

    /** When the hour of a file began, from its name. */
    static long startMillis(Path segment) {
        String name = segment.getFileName().toString();
        String hour = name.substring(0, name.length() - SUFFIX.length());
        return LocalDateTime.parse(hour, HOUR).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
