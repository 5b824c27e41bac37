package org.openrtpd.app.gaps;

import java.util.List;
import org.openrtpd.protocol.record.PacketTime;

/**
 * How much of a channel is there by now.
 *
 * @param endNanos where its next sample is expected, nanoseconds since 1970 UTC; {@link
 *     PacketTime#NO_TIME} while nothing is there
 * @param coveredNanos time with data on the day that was asked for
 * @param expectedNanos time of that day which should have data, from the first that was seen on
 * @param gaps the newest ones, in the order of time
 * @param gapsToday those of them that end on that day
 */
public record ChannelStanding(long endNanos, long coveredNanos, long expectedNanos,
        List<Gap> gaps, long gapsToday) {

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final double HUNDREDTHS = 100;
    private static final double WHOLE = 10_000;

    static ChannelStanding of(GapWalk walk, long dayNanos, long untilNanos) {
        if (walk.reach() == null) {
            return new ChannelStanding(PacketTime.NO_TIME, 0, 0, List.of(), 0);
        }
        long from = Math.max(dayNanos, walk.first().startNanos());
        long end = walk.reach().endNanos();
        long covered = walk.coveredNanos(dayNanos);
        long until = Math.max(untilNanos, Math.min(end, dayNanos + NANOS_PER_DAY));
        long expected = Math.max(covered, Math.max(0, until - from));
        long today = walk.gaps().stream().filter(gap -> gap.startNanos() >= dayNanos).count();
        return new ChannelStanding(end, covered, expected, List.copyOf(walk.gaps()), today);
    }

    /** Percent with two digits, cut off: only what is complete is 100. NaN when none is expected. */
    public double percent() {
        return expectedNanos == 0 ? Double.NaN
                : Math.floor(WHOLE * coveredNanos / expectedNanos) / HUNDREDTHS;
    }
}
