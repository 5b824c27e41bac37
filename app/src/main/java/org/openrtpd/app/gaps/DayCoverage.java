package org.openrtpd.app.gaps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Time with data, by UTC day. Days without data take no memory. */
final class DayCoverage {

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final TreeMap<Long, Long> covered = new TreeMap<>();

    /** The same, to go on with by itself. */
    DayCoverage copy() {
        DayCoverage copy = new DayCoverage();
        copy.covered.putAll(covered);
        return copy;
    }

    /** Adds time that was not added before; nothing when its end is not behind its start. */
    void cover(long startNanos, long endNanos) {
        long from = startNanos;
        while (from < endNanos) {
            long day = Math.floorDiv(from, DAY_NANOS);
            long until = Math.min(endNanos, (day + 1) * DAY_NANOS);
            covered.merge(day, until - from, Long::sum);
            from = until;
        }
    }

    /** The days of a time, each with data by itself, those without in a row together. */
    List<DayShare> shares(long fromNanos, long untilNanos) {
        List<DayShare> shares = new ArrayList<>();
        if (untilNanos <= fromNanos) {
            return shares;
        }
        long next = Math.floorDiv(fromNanos, DAY_NANOS);
        long last = Math.floorDiv(untilNanos - 1, DAY_NANOS);
        for (Map.Entry<Long, Long> day : covered.subMap(next, true, last, true).entrySet()) {
            addEmpty(shares, next, day.getKey() - 1, fromNanos, untilNanos);
            shares.add(new DayShare(day.getKey(), day.getKey(), day.getValue(),
                    expected(day.getKey(), day.getKey(), fromNanos, untilNanos)));
            next = day.getKey() + 1;
        }
        addEmpty(shares, next, last, fromNanos, untilNanos);
        return shares;
    }

    /** Time with data on the day that begins then. */
    long coveredNanos(long dayNanos) {
        return covered.getOrDefault(Math.floorDiv(dayNanos, DAY_NANOS), 0L);
    }

    private static void addEmpty(
            List<DayShare> shares, long first, long last, long fromNanos, long untilNanos) {
        if (first <= last) {
            shares.add(new DayShare(first, last, 0, expected(first, last, fromNanos, untilNanos)));
        }
    }

    private static long expected(long first, long last, long fromNanos, long untilNanos) {
        return Math.min(untilNanos, (last + 1) * DAY_NANOS)
                - Math.max(fromNanos, first * DAY_NANOS);
    }
}
