package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
     * Rebuilds one file.
     *
     * @param lastGoodIndex the last entry to keep; -1 when there is none
     */
    void rebuild(Path segment, long lastGoodIndex) throws IOException {
        Path aside = data.resolve("journal.damaged-" + Instant.now().toEpochMilli());
        Path fresh = data.resolve("journal.rebuilt");
        deleteAll(fresh);
        Files.createDirectories(aside);
        Path damaged = aside.resolve(segment.getFileName());
        Files.move(segment, damaged, StandardCopyOption.ATOMIC_MOVE);
        long kept = copy(aside, fresh, JournalFiles.startMillis(segment), lastGoodIndex);
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
