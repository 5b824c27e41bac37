package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees old files of the journal, by age and by total size, oldest first and never the newest, which
 * is being written. What goes is logged.
 */
final class JournalRetention {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRetention.class);
    private static final long JUMP_MILLIS = Duration.ofHours(1).toMillis();
    private static final Duration DISTRUST = Duration.ofDays(1);
    private static final long FILE_MILLIS = JournalFiles.ROLL_CYCLE.lengthInMillis();

    private final Path data;
    private final Duration maxAge;
    private final long maxBytes;
    private final Map<Path, Long> sizes = new HashMap<>();
    private boolean hasRun;
    private long lastMillis;
    private long lastNanos;
    private boolean jumped;
    private long jumpNanos;

    /**
     * @param maxAge age of the newest entry that a file may hold when it goes; zero keeps all
     * @param maxBytes size of all files together; 0 sets no limit
     */
    JournalRetention(Path data, Duration maxAge, long maxBytes) {
        this.data = data;
        this.maxAge = maxAge;
        this.maxBytes = maxBytes;
    }

    /**
     * Deletes what is over a limit; returns how many files went.
     *
     * @param nowMillis the server's clock; when it jumps, nothing is deleted by age for a day
     * @param nowNanos a clock that never jumps
     */
    int run(long nowMillis, long nowNanos) throws IOException {
        boolean trusted = isTrusted(nowMillis, nowNanos);
        List<Path> segments = JournalFiles.segments(data);
        List<Path> closed = segments.subList(0, Math.max(0, segments.size() - 1));
        sizes.keySet().retainAll(segments);
        int deleted = 0;
        long total = 0;
        for (Path segment : segments) {
            total += closed.contains(segment) ? closedSize(segment) : usedBytes(segment);
        }
        for (Path segment : closed) {
            boolean old = trusted && !maxAge.isZero()
                    && JournalFiles.startMillis(segment) + FILE_MILLIS + maxAge.toMillis() <= nowMillis;
            boolean over = maxBytes > 0 && total > maxBytes;
            if (!old && !over) {
                break;
            }
            long size = closedSize(segment);
            Files.delete(segment);
            total -= size;
            deleted++;
            LOG.info("retention freed {} ({} bytes): {}", segment, size,
                    old ? "older than " + maxAge : "the journal is over " + maxBytes + " bytes");
        }
        return deleted;
    }

    /** One wrong step of the clock into the future would make every file look old. */
    private boolean isTrusted(long nowMillis, long nowNanos) {
        long elapsedMillis = (nowNanos - lastNanos) / 1_000_000;
        long step = nowMillis - lastMillis - elapsedMillis;
        if (hasRun && Math.abs(step) > JUMP_MILLIS) {
            jumped = true;
            jumpNanos = nowNanos;
            LOG.error("the server's clock jumped by {} s: for a day retention deletes no file by its"
                    + " age, only by size; look whether the clock is right now", step / 1000);
        }
        hasRun = true;
        lastMillis = nowMillis;
        lastNanos = nowNanos;
        jumped &= nowNanos - jumpNanos < DISTRUST.toNanos();
        return !jumped;
    }

    private long closedSize(Path segment) throws IOException {
        Long known = sizes.get(segment);
        if (known == null) {
            known = usedBytes(segment);
            sizes.put(segment, known);
        }
        return known;
    }

    private static long usedBytes(Path segment) throws IOException {
        return new SegmentTail(segment).usedBytes();
    }
}
