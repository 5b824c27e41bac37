package org.openrtpd.app.client;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings word of new entries from the recorders' loop to the clients' one. Costs the former a look at
 * a flag, and a task when the flag was down: once for all that is appended until clients get it.
 *
 * <p><i>Design note.</i> Handing packets on takes about as long for one as for many. So the next
 * round begins at once when the last one was long ago; in a stream of packets it waits some times as
 * long as the last one took, so that rounds get fuller and never take all of the processor.
 */
final class AppendSignal {

    private static final int PAUSE_PER_ROUND = 4;
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final EventLoop loop;
    private final Runnable round;
    private final AtomicBoolean raised = new AtomicBoolean();
    private long notBeforeNanos = System.nanoTime();

    /** @param round hands new entries on, on the loop */
    AppendSignal(EventLoop loop, Runnable round) {
        this.loop = loop;
        this.round = round;
    }

    /** Something was appended; any thread. */
    void raise() {
        if (!raised.get() && raised.compareAndSet(false, true)) {
            loop.execute(this::begin);
        }
    }

    private void begin() {
        long pause = notBeforeNanos - System.nanoTime();
        if (pause > 0) {
            loop.schedule(this::run, pause, TimeUnit.NANOSECONDS);
        } else {
            run();
        }
    }

    private void run() {
        // Down before the round reads: what is appended behind its back raises it again.
        raised.set(false);
        long before = System.nanoTime();
        round.run();
        long after = System.nanoTime();
        notBeforeNanos = after
                + Math.min(LONGEST_PAUSE_NANOS, PAUSE_PER_ROUND * (after - before));
    }
}
