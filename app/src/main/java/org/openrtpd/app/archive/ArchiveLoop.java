package org.openrtpd.app.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.openrtpd.storage.archive.JournalArchive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one archive up to the journal: takes entries in, commits at an interval, and when the disk
 * fails goes back to the last commit and tries again. {@link #stop} may be called by any thread,
 * the rest by one.
 */
final class ArchiveLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveLoop.class);
    private static final int ENTRIES_A_STEP = 1024;
    private static final long RETRY_NANOS = 5_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Path root;
    private final JournalArchive archive;
    private final long commitNanos;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Runnable idle;
    private boolean usable;
    private boolean told;
    private long retryAtNanos;
    private boolean gathering;
    private long gatheringSinceNanos;
    private volatile boolean stopped;

    /**
     * @param commitInterval how long packets may wait before they are durable in the archive
     * @param nanoTime a clock that never goes back
     * @param idle done, by the thread of this loop, whenever there is nothing to read
     */
    ArchiveLoop(Path root, JournalArchive archive, Duration commitInterval, InstantSource clock,
            LongSupplier nanoTime, Runnable idle) {
        this.idle = idle;
        this.root = root;
        this.archive = archive;
        this.commitNanos = commitInterval.toNanos();
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.retryAtNanos = nanoTime.getAsLong();
    }

    /** Follows the journal until {@link #stop}; what was gathered by then is committed. */
    void follow() {
        while (!stopped) {
            if (doWork() == 0) {
                idle.run();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        if (usable) {
            try {
                archive.commit();
            } catch (IOException e) {
                LOG.warn("archive {}: the last packets were not written: {}; the next start takes"
                        + " them from the journal", root, e.getMessage());
            }
        }
    }

    /** Lets {@link #follow} end soon. */
    void stop() {
        stopped = true;
    }

    /**
     * Takes in all that the journal has now, closes every file, and commits.
     *
     * @throws IOException when the disk fails; the next run goes on from the last commit
     */
    void once() throws IOException {
        archive.recover();
        while (archive.read(ENTRIES_A_STEP) > 0) {
            if (archive.isFull()) {
                archive.commit();
            }
        }
        archive.finish();
        archive.commit();
    }

    /**
     * One step.
     *
     * @return how many entries were taken in; 0 when there is nothing to do for a while
     */
    int doWork() {
        if (!usable && nanoTime.getAsLong() - retryAtNanos < 0) {
            return 0;
        }
        try {
            if (!usable) {
                archive.recover();
                gathering = false;
                usable = true;
            }
            int count = archive.read(ENTRIES_A_STEP);
            if (count == 0) {
                archive.passTime(nowNanos());
            }
            if (isDue()) {
                archive.commit();
                gathering = false;
                if (told) {
                    told = false;
                    LOG.info("archive {}: writing again, nothing was lost", root);
                }
            }
            return count;
        } catch (IOException e) {
            failed(e);
            return 0;
        }
    }

    private boolean isDue() {
        long now = nanoTime.getAsLong();
        if (archive.isDirty() && !gathering) {
            gathering = true;
            gatheringSinceNanos = now;
        }
        return gathering && (archive.isFull() || now - gatheringSinceNanos >= commitNanos);
    }

    private long nowNanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    private void failed(IOException e) {
        usable = false;
        retryAtNanos = nanoTime.getAsLong() + RETRY_NANOS;
        if (!told) {
            told = true;
            LOG.warn("archive {}: cannot write: {}. Nothing is lost: the journal keeps the packets"
                    + " until its retention takes them. Free some space there, or mend the disk;"
                    + " archiving tries again every {} s and goes on by itself", root, text(e),
                    RETRY_NANOS / NANOS_PER_SECOND);
        }
    }

    private static String text(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** What was written since the archive began, for people. */
    String totals() {
        return root + ": " + archive.totals();
    }
}
