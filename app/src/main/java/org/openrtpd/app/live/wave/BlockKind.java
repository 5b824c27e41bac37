package org.openrtpd.app.live.wave;

/**
 * What a block holds, in the order in which blocks are given up when there are too many: seconds
 * first, since the journal has them too, minutes last, since a whole day of them is small.
 */
public enum BlockKind {
    /** Bins of a second. */
    SECOND(1, 24),
    /** Places of packets in the journal. */
    PLACES(0, 48),
    /** Bins of ten seconds. */
    TEN_SECONDS(10, 48),
    /** Bins of a minute. */
    MINUTE(60, 48);

    /** Bins, or places, of a block. */
    public static final int ROOM = 360;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_HOUR = 3600 * NANOS_PER_SECOND;

    private final long binNanos;
    private final long keptNanos;

    BlockKind(long binSeconds, long keptHours) {
        this.binNanos = binSeconds * NANOS_PER_SECOND;
        this.keptNanos = keptHours * NANOS_PER_HOUR;
    }

    /** Width of a bin; 0 when there are none. */
    public long binNanos() {
        return binNanos;
    }

    /** Time that a block of bins covers; 0 when there are none. */
    public long blockNanos() {
        return binNanos * ROOM;
    }

    /** How far back blocks are kept at most. */
    public long keptNanos() {
        return keptNanos;
    }

    boolean hasBins() {
        return binNanos > 0;
    }
}
