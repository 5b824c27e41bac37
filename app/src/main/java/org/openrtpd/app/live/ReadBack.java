package org.openrtpd.app.live;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Finds where reading begins: as far back as is asked for, but no further than can be read in a
 * while at the rate at which packets came of late.
 */
final class ReadBack {

    /** About a minute's work of half a core. */
    static final long MOST_ENTRIES = 4_000_000;

    private static final int SAMPLE = 4096;
    private static final Duration LOOK = Duration.ofMinutes(5);

    private final JournalTailer tailer;
    private final LongSupplier clock;
    private final JournalEntry entry = new JournalEntry();

    /** @param clock nanoseconds since 1970 UTC */
    ReadBack(JournalTailer tailer, LongSupplier clock) {
        this.tailer = tailer;
        this.clock = clock;
    }

    /** Sends the tailer there; answers how far back that is. */
    Duration begin(Duration wanted) {
        long now = clock.getAsLong();
        double perSecond = perSecond(now);
        double seconds = Math.min(wanted.toSeconds(), MOST_ENTRIES / Math.max(perSecond, 1e-3));
        Duration back = Duration.ofSeconds((long) seconds);
        tailer.toTime(now - back.toNanos());
        return back;
    }

    /** Entries a second of late; 0 when too few came to tell. */
    private double perSecond(long now) {
        tailer.toTime(now - LOOK.toNanos());
        long first = 0;
        long last = 0;
        int count = 0;
        while (count < SAMPLE && tailer.next(entry)) {
            if (entry.isPacket()) {
                first = count == 0 ? entry.receivedNanos() : first;
                last = entry.receivedNanos();
                count++;
            }
        }
        return count < SAMPLE ? 0 : count * 1e9 / Math.max(1, last - first);
    }
}
