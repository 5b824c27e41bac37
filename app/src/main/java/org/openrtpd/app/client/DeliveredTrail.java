package org.openrtpd.app.client;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which index was written how many bytes ago. What was written last may still lie in the buffers of
 * either kernel when a connection is lost; going back by as much as those hold makes sure that a
 * client which comes back misses nothing, at the price of getting some packets twice.
 */
final class DeliveredTrail {

    /** More than the send buffer of a server and the receive buffer of a client hold on Linux. */
    private static final long BUFFERED_BYTES = 12L << 20;

    private static final long STEP_BYTES = 64 << 10;

    private record Step(long index, long bytesBefore) {}

    private final Deque<Step> steps = new ArrayDeque<>();
    private long bytes;

    /** Notes that a batch was written, which begins with the entry of an index. */
    void wrote(long index, long count) {
        if (steps.isEmpty() || bytes - steps.getLast().bytesBefore >= STEP_BYTES) {
            steps.add(new Step(index, bytes));
        }
        bytes += count;
        while (steps.size() > 1 && bytes - secondOldest() > BUFFERED_BYTES) {
            steps.remove();
        }
    }

    private long secondOldest() {
        var iterator = steps.iterator();
        iterator.next();
        return iterator.next().bytesBefore;
    }

    /** From here on the client may not have got everything; -1 when nothing was written. */
    long safeIndex() {
        return steps.isEmpty() ? -1 : steps.getFirst().index;
    }
}
