package org.openrtpd.app.live.wave;

import java.util.Arrays;

/**
 * Least and greatest samples of equal bins of time.
 *
 * <p>Not for more than one thread while it is filled.
 */
public final class MinMax {

    private final long fromNanos;
    private final long stepNanos;
    private final int[] min;
    private final int[] max;

    /**
     * Empty bins.
     *
     * @param fromNanos when the first one begins, nanoseconds since 1970 UTC
     * @param stepNanos width of a bin, above 0
     */
    public MinMax(long fromNanos, long stepNanos, int bins) {
        this.fromNanos = fromNanos;
        this.stepNanos = stepNanos;
        this.min = new int[bins];
        this.max = new int[bins];
        Arrays.fill(min, Integer.MAX_VALUE);
        Arrays.fill(max, Integer.MIN_VALUE);
    }

    /** Takes in samples between two, of a bin. */
    public void merge(int bin, int least, int greatest) {
        min[bin] = Math.min(min[bin], least);
        max[bin] = Math.max(max[bin], greatest);
    }

    /** Takes in a sample of a time; nothing when it is in no bin. */
    public void sample(long nanos, int value) {
        long bin = Math.floorDiv(nanos - fromNanos, stepNanos);
        if (bin >= 0 && bin < min.length) {
            merge((int) bin, value, value);
        }
    }

    public long fromNanos() {
        return fromNanos;
    }

    public long stepNanos() {
        return stepNanos;
    }

    public int bins() {
        return min.length;
    }

    /** True when a bin has a sample; only then its min and max mean something. */
    public boolean has(int bin) {
        return min[bin] <= max[bin];
    }

    public int min(int bin) {
        return min[bin];
    }

    public int max(int bin) {
        return max[bin];
    }
}
