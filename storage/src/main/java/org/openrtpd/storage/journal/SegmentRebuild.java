package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a journal file anew from its readable entries, when a power loss left it with a hole that
 * no tailer would come past. Every entry keeps its index, since it is appended in the same order to
 * a file of the same hour. The damaged file is kept aside.
 */
final class SegmentRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentRebuild.class);

    private final Path data;

    SegmentRebuild(Path data) {
        this.data = data;
    }

    /**
     * Takes a file out of the journal and keeps it as it is.
     *
     * @return where it lies now
     */
    Path setAside(Path segment) throws IOException {
        Path aside = data.resolve("journal.damaged-" + Instant.now().toEpochMilli());
        Files.createDirectories(aside);
        Path kept = aside.resolve(segment.getFileName());
        Files.move(segment, kept, StandardCopyOption.ATOMIC_MOVE);
        JournalFiles.force(aside);
        JournalFiles.force(data);
        return kept;
    }

    /**
     * Rebuilds one file.
     *
     * @param lastGoodIndex the last entry to keep; -1 when there is none
     * @return how many entries it has now; without any there is no file
     */
    long rebuild(Path segment, long lastGoodIndex) throws IOException {
        Path fresh = data.resolve("journal.rebuilt");
        deleteAll(fresh);
        Path damaged = setAside(segment);
        long kept = copy(
                damaged.getParent(), fresh, JournalFiles.startMillis(segment), lastGoodIndex);
        putBack(segment, fresh, kept, damaged);
        return kept;
    }

    /** Rebuilds one file from all its whole entries, where the queue cannot open it. */
    void rebuildWithoutHeader(Path segment) throws IOException {
        Path fresh = data.resolve("journal.rebuilt");
        deleteAll(fresh);
        Path damaged = setAside(segment);
        InstantSource thatHour =
                InstantSource.fixed(Instant.ofEpochMilli(JournalFiles.startMillis(segment)));
        JournalEntry entry = new JournalEntry();
        long kept = 0;
        try (SingleChronicleQueue queue = JournalFiles.openForWriting(fresh, thatHour);
                ExcerptAppender appender = queue.createAppender();
                SegmentScan scan = new SegmentScan(damaged, 0, Long.MAX_VALUE)) {
            while (scan.next(entry, 0)) {
                try (DocumentContext document = appender.writingDocument()) {
                    entry.write(document.wire().bytes());
                }
                kept++;
            }
        }
        putBack(segment, fresh, kept, damaged);
    }

    private void putBack(Path segment, Path fresh, long kept, Path damaged) throws IOException {
        if (kept > 0) {
            Path rebuilt = fresh.resolve(segment.getFileName());
            JournalFiles.force(rebuilt);
            Files.move(rebuilt, segment, StandardCopyOption.ATOMIC_MOVE);
        }
        JournalFiles.force(JournalFiles.queueDirectory(data));
        deleteAll(fresh);
        LOG.warn("{} was rebuilt with {} entries; the damaged file is kept as {}, delete it when you"
                + " no longer want it", segment, kept, damaged);
    }

    /** Puts a copy of the first bytes of a file in its place, and keeps the file as it is. */
    void cutOff(Path segment, long keep) throws IOException {
        Path fresh = data.resolve("journal.rebuilt");
        deleteAll(fresh);
        Files.createDirectories(fresh);
        Path copy = fresh.resolve(segment.getFileName());
        try (FileChannel from = FileChannel.open(segment, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < keep; ) {
                at += from.transferTo(at, keep - at, to);
            }
            // As long as before: the queue has mapped parts of it by their place.
            to.write(ByteBuffer.allocate(1), from.size() - 1);
        }
        JournalFiles.force(copy);
        Path damaged = setAside(segment);
        Files.move(copy, segment, StandardCopyOption.ATOMIC_MOVE);
        JournalFiles.force(JournalFiles.queueDirectory(data));
        deleteAll(fresh);
        LOG.warn("{} had entries behind damage that were not yet acknowledged: recorders send them"
                + " again; the file was cut off there, and is kept whole as {}, delete it when you like",
                segment, damaged);
    }

    private static long copy(Path from, Path to, long hourMillis, long lastGoodIndex) {
        InstantSource thatHour = InstantSource.fixed(Instant.ofEpochMilli(hourMillis));
        long kept = 0;
        try (SingleChronicleQueue old = JournalFiles.openForWriting(from, thatHour);
                SingleChronicleQueue fresh = JournalFiles.openForWriting(to, thatHour);
                ExcerptTailer tailer = old.createTailer();
                ExcerptAppender appender = fresh.createAppender()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent() || document.index() > lastGoodIndex) {
                        return kept;
                    }
                    appender.writeBytes(document.wire().bytes());
                    kept++;
                }
            }
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
