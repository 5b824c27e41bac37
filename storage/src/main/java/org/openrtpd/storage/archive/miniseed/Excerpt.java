package org.openrtpd.storage.archive.miniseed;

import java.util.EnumSet;
import java.util.Set;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * What is written of all that is taken in: samples from one time until before another, and lines of
 * logs likewise. Packets outside are still learned from.
 *
 * @param fromNanos the first time that is written, nanoseconds since 1970 UTC
 * @param untilNanos the first one behind that is not
 * @param logTypes packets whose lines are written to the logs
 */
public record Excerpt(long fromNanos, long untilNanos, Set<PacketType> logTypes) {

    /** Everything. */
    public static final Excerpt ALL =
            new Excerpt(Long.MIN_VALUE, Long.MAX_VALUE, EnumSet.allOf(PacketType.class));

    public Excerpt {
        if (fromNanos >= untilNanos) {
            throw new IllegalArgumentException("an excerpt must end after it begins");
        }
    }

    boolean contains(long nanos) {
        return fromNanos <= nanos && nanos < untilNanos;
    }

    /**
     * Cuts samples to those inside; without a rate a packet is inside as a whole or not at all.
     *
     * @return the segment itself when all of it is inside; else one that has moved the samples to
     *     the front of their array, and may have none
     */
    Segment cut(Segment whole) {
        if (whole.rate().isEmpty()) {
            return contains(whole.startNanos()) ? whole : part(whole, 0, 0);
        }
        SampleRate rate = whole.rate().get();
        int first = firstFrom(whole, rate, fromNanos);
        int end = firstFrom(whole, rate, untilNanos);
        return first == 0 && end == whole.count() ? whole : part(whole, first, end);
    }

    /** The first sample at a time or later. */
    private static int firstFrom(Segment segment, SampleRate rate, long nanos) {
        int low = 0;
        int high = segment.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segment.startNanos() + rate.nanos(middle) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Segment part(Segment whole, int first, int end) {
        System.arraycopy(whole.samples(), first, whole.samples(), 0, end - first);
        int flags = whole.flags() & ~(first > 0 ? RecordFlag.BEGINS_EVENT : RecordFlag.NONE)
                & ~(end < whole.count() ? RecordFlag.ENDS_EVENT : RecordFlag.NONE);
        long moved = whole.rate().map(rate -> rate.nanos(first)).orElse(0L);
        return new Segment(whole.samples(), end - first, whole.startNanos() + moved, whole.name(),
                whole.rate(), whole.event(), flags, whole.clock());
    }
}
