package org.openrtpd.storage.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * When entries were received: by the clock, and not at or before the entry in front, so that readers
 * can search by time and tell entries apart. Where the clock is set back by less than a second, times
 * stand still but for a nanosecond an entry, until it has caught up. One that is set back further was
 * wrong before: times go back with it. One thread only.
 *
 * <p><i>Design note.</i> To read the clock to the nanosecond makes an object. So it is read now and
 * then, and time that passed is added, as long as that comes to the same millisecond, which is free
 * to read.
 */
final class ReceiveTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long LONGEST_STILL_NANOS = NANOS_PER_SECOND;
    private static final long READ_AGAIN_NANOS = 100 * NANOS_PER_MILLI;

    private final InstantSource clock;
    private final LongSupplier passed;
    private long readNanos;
    private long readAt;
    private long batchNanos;
    private long lastNanos;
    private boolean inBatch;

    /** @param passed nanoseconds that grow evenly, whatever is done to the clock */
    ReceiveTime(InstantSource clock, LongSupplier passed) {
        this.clock = clock;
        this.passed = passed;
        read();
    }

    /** Takes one time for all entries until {@link #endBatch}. */
    void beginBatch() {
        batchNanos = now();
        inBatch = true;
    }

    void endBatch() {
        inBatch = false;
    }

    /** Time of the next entry, nanoseconds since 1970 UTC. */
    long next() {
        long now = inBatch ? batchNanos : now();
        boolean setBack = lastNanos - now >= LONGEST_STILL_NANOS;
        lastNanos = setBack ? now : Math.max(lastNanos + 1, now);
        return lastNanos;
    }

    private long now() {
        long since = passed.getAsLong() - readAt;
        long now = readNanos + since;
        boolean differs = clock.millis() != now / NANOS_PER_MILLI;
        return differs || since > READ_AGAIN_NANOS ? read() : now;
    }

    private long read() {
        readAt = passed.getAsLong();
        Instant now = clock.instant();
        readNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
        return readNanos;
    }
}
