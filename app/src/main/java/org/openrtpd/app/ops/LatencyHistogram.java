package org.openrtpd.app.ops;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often something took how long, in buckets that double from 1 microsecond to about 34 seconds.
 * Written by one thread, without a lock or an object; read by any.
 */
public final class LatencyHistogram {

    /** Buckets, the last one without an upper bound. */
    public static final int BUCKETS = 27;

    private static final long FIRST_NANOS = 1000;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private volatile long sumNanos;

    /** Counts one duration. */
    public void record(long nanos) {
        int bucket = bucket(nanos);
        counts.lazySet(bucket, counts.getPlain(bucket) + 1);
        sumNanos += Math.max(0, nanos);
    }

    private static int bucket(long nanos) {
        if (nanos <= FIRST_NANOS) {
            return 0;
        }
        int doublings = Long.SIZE - Long.numberOfLeadingZeros((nanos - 1) / FIRST_NANOS);
        return Math.min(BUCKETS - 1, doublings);
    }

    /** Upper bound of a bucket in seconds, itself included; infinite for the last. */
    public static double upperSeconds(int bucket) {
        return bucket == BUCKETS - 1
                ? Double.POSITIVE_INFINITY : (FIRST_NANOS << bucket) / 1e9;
    }

    /** Durations in one bucket alone. */
    public long count(int bucket) {
        return counts.get(bucket);
    }

    /** All durations together. */
    public double sumSeconds() {
        return sumNanos / 1e9;
    }
}
