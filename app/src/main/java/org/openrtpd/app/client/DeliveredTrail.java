package org.openrtpd.app.client;

/**
 * Which index was written how many bytes ago. What was written last may still lie in the buffers of
 * either kernel when a connection is lost; going back by as much as those hold makes sure that a
 * client which comes back misses nothing, at the price of getting some packets twice.
 */
final class DeliveredTrail {

    /** More than the send buffer of a server and the receive buffer of a client hold on Linux. */
    private static final long BUFFERED_BYTES = 12L << 20;

    private static final long STEP_BYTES = 64 << 10;

    /** As many as lie within what is buffered, and those at its ends. */
    private static final int MAX_STEPS = (int) (BUFFERED_BYTES / STEP_BYTES) + 3;

    private final long[] indexes = new long[MAX_STEPS];
    private final long[] bytesBefore = new long[MAX_STEPS];
    private int oldest;
    private int count;
    private long bytes;

    /** Notes that a batch was written, which begins with the entry of an index. */
    void wrote(long index, long length) {
        if (count == 0 || bytes - bytesBefore[at(count - 1)] >= STEP_BYTES) {
            indexes[at(count)] = index;
            bytesBefore[at(count)] = bytes;
            count++;
        }
        bytes += length;
        while (count > 1 && bytes - bytesBefore[at(1)] > BUFFERED_BYTES) {
            oldest = at(1);
            count--;
        }
    }

    private int at(int step) {
        return (oldest + step) % MAX_STEPS;
    }

    /** From here on the client may not have got everything; -1 when nothing was written. */
    long safeIndex() {
        return count == 0 ? -1 : indexes[oldest];
    }
}
