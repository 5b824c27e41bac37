package org.openrtpd.app.ingest;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openrtpd.storage.journal.JournalUpkeep;
import org.openrtpd.storage.journal.RecoveredJournal;
import org.openrtpd.storage.thread.BackgroundThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does now and then, on a thread of its own, what the journal needs besides packets. */
final class UpkeepLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpkeepLoop.class);
    private static final Duration FOLLOW = Duration.ofMillis(500);
    private static final Duration CHECKPOINT = Duration.ofSeconds(10);
    private static final Duration RETENTION = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 1;

    private final JournalUpkeep upkeep;
    private final ServerConfig config;
    private final Supplier<String> totals;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread upkeepThread = new Thread(BackgroundThread.of(task), "rtpd-upkeep");
        upkeepThread.setDaemon(true);
        return upkeepThread;
    });

    UpkeepLoop(RecoveredJournal recovered, ServerConfig config, Supplier<String> totals) {
        this.upkeep = new JournalUpkeep(
                recovered, config.data(), config.retainAge(), config.retainBytes());
        this.config = config;
        this.totals = totals;
    }

    void start() {
        every(FOLLOW, upkeep::follow);
        every(CHECKPOINT, upkeep::checkpoint);
        every(RETENTION, () -> upkeep.retain(System.currentTimeMillis(), System.nanoTime()));
        if (!config.reportEvery().isZero()) {
            every(config.reportEvery(), () -> LOG.info("{}", totals.get()));
        }
    }

    private void every(Duration pause, Runnable task) {
        thread.scheduleWithFixedDelay(
                () -> guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // One failed round must not end the rounds that follow.
            LOG.error("upkeep of the journal went wrong; it is tried again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                guarded(upkeep::checkpoint);
                upkeep.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
