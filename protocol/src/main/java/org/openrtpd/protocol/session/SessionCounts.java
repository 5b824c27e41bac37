package org.openrtpd.protocol.session;

import java.util.concurrent.atomic.AtomicLongArray;

/** One total for each {@link SessionCount}; written by one thread, read by any. */
public final class SessionCounts {

    private final AtomicLongArray totals = new AtomicLongArray(SessionCount.values().length);

    void add(SessionCount what, long count) {
        int index = what.ordinal();
        // One writer: a plain read and an ordered write are enough.
        totals.lazySet(index, totals.get(index) + count);
    }

    void increment(SessionCount what) {
        add(what, 1);
    }

    /** Total since start. */
    public long total(SessionCount what) {
        return totals.get(what.ordinal());
    }
}
