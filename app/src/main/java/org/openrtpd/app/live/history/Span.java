package org.openrtpd.app.live.history;

import org.openrtpd.app.live.model.ChannelKey;

/**
 * A time of a channel in equal bins.
 *
 * @param fromNanos nanoseconds since 1970 UTC
 * @param stepNanos width of a bin
 */
public record Span(ChannelKey channel, long fromNanos, long stepNanos, int bins) {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /**
     * A time in so many bins at most, their width in whole milliseconds, beginning with a whole one.
     *
     * @param points how many, above 1
     */
    public static Span of(ChannelKey channel, long fromNanos, long untilNanos, int points) {
        long width = (untilNanos - fromNanos) / (points - 1) + 1;
        long step = Math.max(1, (width + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI) * NANOS_PER_MILLI;
        long from = Math.floorDiv(fromNanos, step) * step;
        long bins = Math.max(1, (untilNanos - from + step - 1) / step);
        return new Span(channel, from, step, (int) Math.min(points, bins));
    }

    /** First time that does not belong to it. */
    public long untilNanos() {
        return fromNanos + bins * stepNanos;
    }
}
