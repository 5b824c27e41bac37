package org.openrtpd.protocol.clientsession;

import java.util.concurrent.atomic.AtomicLongArray;

/** One total for each {@link ClientCount}; written by one thread, read by any. */
public final class ClientCounts {

    private final AtomicLongArray totals = new AtomicLongArray(ClientCount.values().length);

    void increment(ClientCount what) {
        int index = what.ordinal();
        // One writer: a plain read and an ordered write are enough.
        totals.lazySet(index, totals.get(index) + 1);
    }

    /** Total since start. */
    public long total(ClientCount what) {
        return totals.get(what.ordinal());
    }
}
