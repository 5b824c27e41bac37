package org.openrtpd.app.live.model;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of one unit over the last day, one every five minutes: the one that was known then, or was
 * told of that time since. One thread only.
 */
public final class SohHistory {

    /** Points of a series. */
    public static final int POINTS = 288;

    /** Time from one point to the next. */
    public static final long STEP_NANOS = 300_000_000_000L;

    private final Map<String, float[]> series = new TreeMap<>();
    private long newest = Long.MIN_VALUE;

    /** True when a point of that time is not there yet. */
    boolean isDue(long nanos) {
        return nanos / STEP_NANOS > newest;
    }

    /** Notes the numbers of a point; each number that is not among them is not known then. */
    void add(long nanos, Map<String, Double> numbers) {
        long slot = nanos / STEP_NANOS;
        for (float[] values : series.values()) {
            for (long passed = Math.max(newest + 1, slot - POINTS + 1); passed <= slot; passed++) {
                values[place(passed)] = Float.NaN;
            }
        }
        newest = slot;
        numbers.forEach((key, value) -> values(key)[place(slot)] = value.floatValue());
    }

    /**
     * Notes that a number was so from a time on, which a recorder told later: a log that an outage held
     * back. A time before the oldest point or after the newest says nothing.
     */
    void told(long nanos, String key, double value) {
        long slot = Math.floorDiv(nanos, STEP_NANOS);
        if (slot > newest - POINTS && slot <= newest) {
            float[] values = values(key);
            for (long since = slot; since <= newest; since++) {
                values[place(since)] = (float) value;
            }
        }
    }

    private float[] values(String key) {
        return series.computeIfAbsent(key, k -> {
            float[] empty = new float[POINTS];
            Arrays.fill(empty, Float.NaN);
            return empty;
        });
    }

    /**
     * Points in a time.
     *
     * @return by key of the series and time in milliseconds since 1970 UTC; only what is known
     */
    public Map<String, Map<Long, Float>> between(long fromNanos, long untilNanos) {
        Map<String, Map<Long, Float>> found = new TreeMap<>();
        series.forEach((key, values) -> {
            Map<Long, Float> points = new TreeMap<>();
            for (long slot = newest - POINTS + 1; slot <= newest; slot++) {
                float value = values[place(slot)];
                long nanos = slot * STEP_NANOS;
                if (!Float.isNaN(value) && nanos >= fromNanos && nanos < untilNanos) {
                    points.put(nanos / 1_000_000, value);
                }
            }
            found.put(key, points);
        });
        return found;
    }

    private static int place(long slot) {
        return (int) Math.floorMod(slot, (long) POINTS);
    }
}
