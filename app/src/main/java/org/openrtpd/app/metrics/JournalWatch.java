package org.openrtpd.app.metrics;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openrtpd.app.ingest.ServerConfig;
import org.openrtpd.app.ingest.ServerView;
import org.openrtpd.app.ops.RateLimitedLog;
import org.openrtpd.storage.journal.JournalMeasure;
import org.openrtpd.storage.journal.JournalUsage;
import org.openrtpd.storage.thread.BackgroundThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the journal and its disk now and then, so that whoever asks does not wait for it. */
public final class JournalWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWatch.class);
    private static final long PAUSE_SECONDS = 10;

    private final ServerView server;
    private final JournalMeasure measure;
    private final DiskForecast forecast;
    private final RateLimitedLog limited = new RateLimitedLog(LOG, System::nanoTime);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watch = new Thread(BackgroundThread.of(task), "rtpd-journal-watch");
        watch.setDaemon(true);
        return watch;
    });
    private volatile JournalState state = JournalState.UNKNOWN;

    public JournalWatch(ServerView server) {
        ServerConfig config = server.config();
        this.server = server;
        this.measure = new JournalMeasure(config.data());
        this.forecast = new DiskForecast(config.retainAge(), config.retainBytes());
    }

    /** Measures once and goes on every some seconds. */
    public void start() {
        look();
        thread.scheduleWithFixedDelay(this::look, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            JournalUsage usage = measure.measure();
            long usable = Math.max(0, usage.freeBytes() - server.config().minFreeBytes());
            forecast.appended(System.nanoTime(), server.traffic().totalBytes());
            state = new JournalState(usage, usable, forecast.bytesPerSecond(),
                    forecast.secondsToFull(usage.bytes(), usable));
        } catch (IOException | RuntimeException e) {
            limited.warn("measure", "the journal could not be measured: {}; metrics and health show"
                    + " what was before", e.toString());
        }
    }

    /** The journal as it was measured last; any thread. */
    public JournalState state() {
        return state;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
