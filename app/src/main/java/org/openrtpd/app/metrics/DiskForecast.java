package org.openrtpd.app.metrics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When the disk will be full if packets go on coming as they did in the last hour. Retention is
 * reckoned with: where it holds the journal below what the disk has, the disk never fills. One thread.
 */
final class DiskForecast {

    private static final long WINDOW_NANOS = Duration.ofHours(1).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;

    /** What an entry takes in the journal beyond the packet: its header, CRC and share of the index. */
    private static final double ENTRY_OVERHEAD = 1.08;

    private record Seen(long nanos, long appendedBytes) {}

    private final double retainSeconds;
    private final long retainBytes;
    private final Deque<Seen> seen = new ArrayDeque<>();

    /**
     * @param retainAge zero for no limit
     * @param retainBytes 0 for no limit
     */
    DiskForecast(Duration retainAge, long retainBytes) {
        this.retainSeconds = retainAge.isZero() ? Double.POSITIVE_INFINITY : retainAge.toSeconds();
        this.retainBytes = retainBytes;
    }

    /** Tells how many bytes of packets were appended until now. Call it at even intervals. */
    void appended(long nanos, long bytes) {
        seen.add(new Seen(nanos, bytes));
        while (nanos - seen.getFirst().nanos > WINDOW_NANOS) {
            seen.remove();
        }
    }

    /** Bytes per second that the journal grows by before retention; 0 while not known. */
    double bytesPerSecond() {
        if (seen.size() < 2) {
            return 0;
        }
        Seen first = seen.getFirst();
        Seen last = seen.getLast();
        return (last.appendedBytes - first.appendedBytes) * ENTRY_OVERHEAD
                / ((last.nanos - first.nanos) / NANOS_PER_SECOND);
    }

    /**
     * Seconds until nothing more can be appended; infinite when that will not happen at this rate.
     *
     * @param journalBytes what the journal has now
     * @param usableBytes what may still be appended
     */
    double secondsToFull(long journalBytes, long usableBytes) {
        double rate = bytesPerSecond();
        if (rate <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = Math.min(rate * retainSeconds,
                retainBytes == 0 ? Double.POSITIVE_INFINITY : retainBytes);
        return largest - journalBytes <= usableBytes
                ? Double.POSITIVE_INFINITY : Math.max(0, usableBytes / rate);
    }
}
