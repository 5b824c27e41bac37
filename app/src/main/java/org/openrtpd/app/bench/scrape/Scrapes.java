package org.openrtpd.app.bench.scrape;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.openrtpd.app.bench.target.Scraper;
import org.openrtpd.app.terminal.CommandFailed;

/** Scrapes that follow each other by the clock until it is closed. */
final class Scrapes implements AutoCloseable {

    private static final long END_SECONDS = 20;

    private final Scraper scraper;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread scraping = new Thread(task, "bench-scraper");
        scraping.setDaemon(true);
        return scraping;
    });
    private final ScheduledFuture<?> scraping;
    private int count;
    private long bytes;
    private long nanos;

    Scrapes(Scraper scraper, Duration every) {
        this.scraper = scraper;
        this.scraping = thread.scheduleAtFixedRate(
                this::scrape, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void scrape() {
        long begin = System.nanoTime();
        bytes += scraper.compressed();
        nanos += System.nanoTime() - begin;
        count++;
    }

    /** How many there were; once closed. */
    int count() {
        return count;
    }

    /** Bytes of one, compressed; once closed. */
    double bytesEach() {
        return (double) bytes / count;
    }

    /** How long one took, from the question to the end of the answer; once closed. */
    double millisEach() {
        return nanos / 1e6 / count;
    }

    /**
     * Ends with the scrape that is under way.
     *
     * @throws CommandFailed when one failed: the round says nothing then
     */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                throw new CommandFailed("a scrape does not end");
            }
            if (!scraping.isCancelled()) {
                scraping.get();
            }
        } catch (ExecutionException e) {
            throw new CommandFailed(e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }
}
