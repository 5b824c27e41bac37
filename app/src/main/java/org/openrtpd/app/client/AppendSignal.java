package org.openrtpd.app.client;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Brings word of new entries from the recorders' loop to the clients' one. Costs the former a look at
 * a flag, and a task when the flag is down.
 *
 * <p><i>Design note.</i> Waking a thread costs more than taking a packet in, and a round for one
 * packet about as much as one for many. So a packet after a silence is handed on at once; then the
 * flag stays up, and rounds follow by the clock, until one finds nothing. A stream of packets never
 * wakes anybody. Pauses grow with what rounds take: they leave most of the processor to recorders.
 */
final class AppendSignal {

    private static final int PAUSES_PER_ROUND = 8;
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final EventLoop loop;
    private final BooleanSupplier round;
    private final AtomicBoolean raised = new AtomicBoolean();
    private long roundNanos;

    /** @param round hands new entries on, on the loop; false when there was nothing to hand on */
    AppendSignal(EventLoop loop, BooleanSupplier round) {
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
        // Followed by a pause in any case: clients that take nothing cost recorders nothing either.
        handOn();
        goOnLater();
    }

    private void goOn() {
        boolean more = handOn();
        if (!more) {
            raised.set(false);
            // What came between that look and the flag has raised nothing.
            more = handOn() && raised.compareAndSet(false, true);
        }
        if (more) {
            goOnLater();
        }
    }

    private boolean handOn() {
        long before = System.nanoTime();
        boolean any = round.getAsBoolean();
        roundNanos = System.nanoTime() - before;
        return any;
    }

    private void goOnLater() {
        long pause = Math.max(SHORTEST_PAUSE_NANOS,
                Math.min(LONGEST_PAUSE_NANOS, PAUSES_PER_ROUND * roundNanos));
        loop.schedule(this::goOn, pause, TimeUnit.NANOSECONDS);
    }
}
