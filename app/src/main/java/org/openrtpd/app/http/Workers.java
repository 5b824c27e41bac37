package org.openrtpd.app.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openrtpd.storage.thread.BackgroundThread;

/**
 * The few threads for what blocks, which make way for the ingest. What finds the queue full is refused
 * at once.
 */
final class Workers implements AutoCloseable {

    static final int THREADS = 2;
    static final int MAX_QUEUED = 64;

    private static final long STOP_MILLIS = 1500;

    private final ThreadPoolExecutor threads;

    Workers() {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_QUEUED), task -> {
                    Thread thread = new Thread(
                            BackgroundThread.of(task), "rtpd-http-worker-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Returns whether the task will be done. */
    boolean accepts(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    int queued() {
        return threads.getQueue().size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
