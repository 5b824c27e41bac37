package org.openrtpd.app.ingest;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.PacketJournal;

/**
 * Makes what was appended durable, away from the network thread: while one force is under way, more
 * packets arrive, and they share the next one. A packet waits for at most one force under way, the
 * commit interval, and its own force.
 */
final class CommitLoop implements AutoCloseable {

    private static final long STOP_TIMEOUT_MILLIS = 20_000;

    private final PacketJournal journal;
    private final long intervalNanos;
    private final Runnable committed;
    private final Consumer<RuntimeException> failed;
    private final Timer forces;
    private final Thread thread;
    private volatile long durable;
    private volatile boolean parked;
    private volatile boolean stopping;
    private long lastForceNanos;
    private volatile boolean isForcing;
    private volatile long forceBeganNanos;

    /**
     * @param interval shortest time between the beginnings of two forces
     * @param committed called after every force, by the thread of this loop
     * @param failed called once when the device fails; nothing is committed any more
     */
    CommitLoop(PacketJournal journal, Duration interval, Runnable committed,
            Consumer<RuntimeException> failed, Timer forces) {
        this.journal = journal;
        this.intervalNanos = interval.toNanos();
        this.committed = committed;
        this.failed = failed;
        this.forces = forces;
        this.thread = new Thread(this::run, "rtpd-commit");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Position up to which everything is durable; any thread. */
    long durable() {
        return durable;
    }

    /** How long the force that is under way takes already; zero when none is. Any thread. */
    Duration forcing() {
        return isForcing ? Duration.ofNanos(System.nanoTime() - forceBeganNanos) : Duration.ZERO;
    }

    /** Says that something was appended; cheap when the loop is busy anyway. */
    void appended() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            while (!stopping) {
                if (!doWork()) {
                    park();
                }
            }
            doWork();
        } catch (RuntimeException e) {
            if (!stopping) {
                failed.accept(e);
            }
        } catch (Error e) {
            // A mapped page that cannot be read is one: without this thread nothing is acknowledged.
            failed.accept(new JournalException("committing went wrong: " + e, e));
            throw e;
        }
    }

    /** Forces once when something is not durable yet; returns whether there was anything. */
    private boolean doWork() {
        if (journal.appended() == durable) {
            return false;
        }
        for (long wait = waitNanos(); wait > 0 && !stopping; wait = waitNanos()) {
            LockSupport.parkNanos(this, wait);
        }
        lastForceNanos = System.nanoTime();
        forceBeganNanos = lastForceNanos;
        isForcing = true;
        durable = journal.commit();
        isForcing = false;
        forces.record(System.nanoTime() - lastForceNanos, TimeUnit.NANOSECONDS);
        committed.run();
        return true;
    }

    private long waitNanos() {
        return lastForceNanos == 0 ? 0 : lastForceNanos + intervalNanos - System.nanoTime();
    }

    private void park() {
        parked = true;
        // Looked at again, because an append may have come before the flag was up.
        if (journal.appended() == durable && !stopping) {
            LockSupport.park(this);
        }
        parked = false;
    }

    /** Commits what is left and ends the thread. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
