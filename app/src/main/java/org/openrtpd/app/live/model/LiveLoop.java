package org.openrtpd.app.live.model;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.openrtpd.app.live.station.StationTable;
import org.openrtpd.app.live.station.StationTable.Reading;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of the model: reads the journal, and answers questions in between. {@link #table},
 * {@link #ask} and {@link #stop} are for any thread.
 *
 * <p>While there is more to read than a step it has the processor for half of the time at most: decoding
 * a packet costs about as much as taking one in, so it rather falls behind than takes the machine from
 * the ingest.
 */
public final class LiveLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveLoop.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    static final int ENTRIES_A_STEP = 128;
    private static final int QUESTIONS = 64;
    private static final long ANSWER_MILLIS = 10_000;
    private static final long TABLE_MILLIS = 2_000;
    private static final long TICK_NANOS = 1_000_000_000L;
    static final long PAUSE_NANOS = 20_000_000L;
    /** So near the end it is live. */
    private static final long LIVE_NANOS = 5_000_000_000L;

    private final LiveModel model;
    private final JournalTailer tailer;
    private final LongSupplier clock;
    private final JournalEntry entry = new JournalEntry();
    private final BlockingQueue<FutureTask<?>> questions = new ArrayBlockingQueue<>(QUESTIONS);
    /** Not bounded by itself: one for each feed that ends, and the server bounds feeds. */
    private final Queue<Consumer<LiveModel>> notices = new ConcurrentLinkedQueue<>();
    private final LatestTable table;
    private volatile boolean stopped;
    private Reading reading = Reading.BACK;
    private long tickedNanos = Long.MIN_VALUE;
    private long behindNanos;

    /**
     * A loop that has yet to run.
     *
     * @param tailer stands where reading begins; closed when the loop ends
     * @param clock nanoseconds since 1970 UTC
     */
    public LiveLoop(LiveModel model, JournalTailer tailer, LongSupplier clock) {
        this.model = model;
        this.tailer = tailer;
        this.clock = clock;
        this.table = new LatestTable(model.table(clock.getAsLong(), Reading.BACK, 0), clock);
    }

    /** Follows the journal until {@link #stop}. */
    @Override
    public void run() {
        try (tailer) {
            while (!stopped) {
                long begun = System.nanoTime();
                long begunCpu = cpuNanos();
                int read = doWork();
                await(restNanos(read, cpuNanos() - begunCpu, System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped = true;
        }
    }

    /**
     * How long to rest after a step.
     *
     * @param read entries
     * @param workedNanos that the thread had the processor
     * @param tookNanos from begin to end: in the rest of it the thread had to wait, which is rest
     */
    static long restNanos(int read, long workedNanos, long tookNanos) {
        if (read == 0) {
            return PAUSE_NANOS;
        }
        long waited = Math.max(0, tookNanos - workedNanos);
        return read < ENTRIES_A_STEP ? 0
                : Math.max(0, Math.min(PAUSE_NANOS, workedNanos - waited));
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported()
                ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Answers the next question at once, or goes on when there is none for a while. */
    private void await(long nanos) throws InterruptedException {
        FutureTask<?> question = questions.poll(nanos, TimeUnit.NANOSECONDS);
        if (question != null) {
            question.run();
        }
    }

    /**
     * One step.
     *
     * @return how many entries were read
     */
    int doWork() {
        for (FutureTask<?> next = questions.poll(); next != null; next = questions.poll()) {
            next.run();
        }
        for (Consumer<LiveModel> next = notices.poll(); next != null; next = notices.poll()) {
            next.accept(model);
        }
        int read = 0;
        while (read < ENTRIES_A_STEP && tailer.next(entry)) {
            take();
            read++;
        }
        long now = clock.getAsLong();
        boolean atEnd = read < ENTRIES_A_STEP;
        behindNanos = atEnd ? 0 : Math.max(0, now - model.lastReceivedNanos());
        if (reading == Reading.BACK && (atEnd || behindNanos < LIVE_NANOS)) {
            reading = Reading.LIVE;
            LOG.info("the page shows {} units; reading on as packets come", model.units().size());
            makeTable(now);
        }
        if (tickedNanos == Long.MIN_VALUE || Math.abs(now - tickedNanos) >= TICK_NANOS) {
            tickedNanos = now;
            model.passTime(now, reading);
        }
        return read;
    }

    private void take() {
        try {
            model.take(entry);
        } catch (RuntimeException e) {
            // One packet that is not understood must not hide all that follow.
            LOG.error("the page leaves out entry {}", entry.index(), e);
        }
    }

    private void makeTable(long now) {
        long begunCpu = cpuNanos();
        StationTable made = model.table(now, reading, behindNanos);
        table.made(made, cpuNanos() - begunCpu);
    }

    /** Lets {@link #run} end soon. */
    public void stop() {
        stopped = true;
    }

    /**
     * The table: made when somebody asks, unless there is one that is less than a second old, of very
     * many units three. An older one where the loop has ended or takes too long.
     */
    public StationTable table() {
        if (!stopped && !table.suffices() && ask(m -> refreshTable(), TABLE_MILLIS).isEmpty()) {
            table.missed();
        }
        return table.get();
    }

    private StationTable refreshTable() {
        if (!table.suffices()) {
            makeTable(clock.getAsLong());
        }
        return table.get();
    }

    /** Channels that somebody watches now. */
    public int watchedChannels() {
        return model.watchers().channels();
    }

    /** Tells the model something, soon; does not wait. */
    public void tell(Consumer<LiveModel> notice) {
        notices.add(notice);
    }

    /**
     * Asks the model; waits for the answer.
     *
     * @param question run by the model's thread: quick, and its answer a copy
     * @throws RuntimeException that the question throws
     * @return empty when too many ask or the answer takes too long: try again
     */
    public <T> Optional<T> ask(Function<LiveModel, T> question) {
        return ask(question, ANSWER_MILLIS);
    }

    private <T> Optional<T> ask(Function<LiveModel, T> question, long millis) {
        FutureTask<T> task = new FutureTask<>(() -> question.apply(model));
        if (!questions.offer(task)) {
            return Optional.empty();
        }
        try {
            return Optional.of(task.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            task.cancel(false);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("the live model failed to answer", e.getCause());
        }
    }
}
