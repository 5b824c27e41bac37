package org.openrtpd.app.live.model;

import java.util.function.LongSupplier;
import org.openrtpd.app.live.station.StationTable;

/** The table that was made last, and when it is time for another one. For any thread. */
final class LatestTable {

    private static final long SHORTEST_NANOS = 1_000_000_000L;
    private static final long LONGEST_NANOS = 3_000_000_000L;
    /** One part in so many of the time goes into tables at most. */
    private static final long SHARE = 25;

    private final LongSupplier clock;
    private volatile StationTable table;
    private volatile long pauseNanos = SHORTEST_NANOS;
    private volatile long missedNanos = Long.MIN_VALUE;

    /** @param clock nanoseconds since 1970 UTC */
    LatestTable(StationTable table, LongSupplier clock) {
        this.table = table;
        this.clock = clock;
    }

    StationTable get() {
        return table;
    }

    void made(StationTable fresh, long workedNanos) {
        table = fresh;
        pauseNanos = pauseNanos(workedNanos);
    }

    /** Nobody made another one in time: the next who ask shall not wait as well. */
    void missed() {
        missedNanos = clock.getAsLong();
    }

    /** True when it is new enough, or another one was waited for in vain a moment ago. */
    boolean suffices() {
        long now = clock.getAsLong();
        return Math.abs(now - table.nanos()) < pauseNanos
                || missedNanos != Long.MIN_VALUE && Math.abs(now - missedNanos) < pauseNanos;
    }

    /** How long a table suffices that took so long: a second, of thousands of units longer. */
    static long pauseNanos(long workedNanos) {
        return Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, workedNanos * SHARE));
    }
}
