package org.openrtpd.app.ops;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Facts that one event loop owns, for others to look at. However often they are asked for, the loop
 * is asked at most once in a while, and never while it has not answered the time before.
 */
public final class LoopSnapshot<T> {

    /** Age up to which facts are given out again. */
    public static final long MAX_AGE_NANOS = 250_000_000L;

    private static final long LIMIT_SECONDS = 5;

    private final Executor loop;
    private final Supplier<T> taking;
    private final LongSupplier nanoTime;
    private CompletableFuture<T> last = new CompletableFuture<>();
    private boolean asked;
    private long askedNanos;

    /** @param taking called by the loop; its result is shared by threads and not changed any more */
    public LoopSnapshot(Executor loop, Supplier<T> taking, LongSupplier nanoTime) {
        this.loop = loop;
        this.taking = taking;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits for the facts. Any thread that may block, so not the loop.
     *
     * @throws LoopSilentException when the loop does not answer within seconds
     */
    public T get() {
        try {
            return wanted().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new LoopSilentException("no answer for " + LIMIT_SECONDS + " s");
        } catch (ExecutionException e) {
            throw new LoopSilentException("answering went wrong: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoopSilentException("stopping");
        }
    }

    private synchronized CompletableFuture<T> wanted() {
        long now = nanoTime.getAsLong();
        if (!asked || last.isDone() && now - askedNanos >= MAX_AGE_NANOS) {
            asked = true;
            askedNanos = now;
            last = CompletableFuture.supplyAsync(taking, loop);
        }
        return last;
    }
}
