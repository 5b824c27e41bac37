package org.openrtpd.app.gaps;

import java.util.Map;
import java.util.TreeMap;

/**
 * The order in which a recorder made the packets of one stream, and which of them were seen (record
 * format, sections 2.6 and 9.1). A packet's place is its event and its sequence as one number that
 * does not wrap; it grows with recording, not with arrival.
 */
final class StreamOrder {

    /** Events of a stream that are remembered; of older ones nothing is known to be missing. */
    static final int MOST_RANGES = 20_000;

    private static final int MODULUS = 10_000;
    private static final int HALF = MODULUS / 2;
    private static final int SEQUENCE_BITS = 32;
    private static final long SEQUENCES = 1L << SEQUENCE_BITS;

    /** Places without a hole between them, all of one event. */
    private static final class Range {
        private final long first;
        private long last;
        private boolean closed;

        private Range(long first) {
            this.first = first;
            this.last = first;
        }

        /** True when a place is in it, or the next of its event. */
        private boolean reaches(long place) {
            return place >= first && place <= last + 1 && event(first) == event(place);
        }

        private void take(long place, boolean closes) {
            last = Math.max(last, place);
            closed |= closes;
        }
    }

    private final int mostRanges;
    private final TreeMap<Long, Range> seen = new TreeMap<>();
    /** The last of those, which nearly every packet goes on from; null before the first. */
    private Range newest;
    private boolean begun;
    private long newestEvent;
    private long newestSequence;

    StreamOrder() {
        this(MOST_RANGES);
    }

    /** An order that remembers so many events. */
    StreamOrder(int mostRanges) {
        this.mostRanges = mostRanges;
    }

    /** The place of a packet; late ones have a lower one than those before. */
    long place(int event, int sequence) {
        if (!begun) {
            begun = true;
            // Far from 0, so that what comes late has room below.
            newestEvent = (long) MODULUS * MODULUS + event;
            newestSequence = sequence;
            return newestEvent * SEQUENCES + newestSequence;
        }
        long ahead = distance(event, (int) (newestEvent % MODULUS));
        if (ahead == 0) {
            long unwrapped = newestSequence
                    + distance(sequence, (int) Math.floorMod(newestSequence, (long) MODULUS));
            newestSequence = Math.max(newestSequence, unwrapped);
            return newestEvent * SEQUENCES + Math.max(0, unwrapped);
        }
        long unwrappedEvent = newestEvent + ahead;
        if (ahead > 0) {
            newestEvent = unwrappedEvent;
            newestSequence = sequence;
        }
        return unwrappedEvent * SEQUENCES + sequence;
    }

    private static long distance(int number, int from) {
        return Math.floorMod(number - from + HALF, MODULUS) - HALF;
    }

    /** Remembers that a packet was seen; an ET closes its event. */
    void take(long place, boolean closes) {
        if (newest != null && newest.reaches(place)) {
            newest.take(place, closes);
        } else {
            takeElsewhere(place, closes);
            newest = seen.lastEntry().getValue();
        }
    }

    private void takeElsewhere(long place, boolean closes) {
        Map.Entry<Long, Range> before = seen.floorEntry(place);
        Range range;
        if (before != null && before.getValue().reaches(place)) {
            range = before.getValue();
        } else {
            range = new Range(place);
            seen.put(place, range);
        }
        range.take(place, closes);
        Map.Entry<Long, Range> behind = seen.higherEntry(place);
        if (behind != null && behind.getKey() == range.last + 1) {
            range.take(behind.getValue().last, behind.getValue().closed);
            seen.remove(behind.getKey());
        }
        if (seen.size() > mostRanges) {
            seen.pollFirstEntry();
        }
    }

    /**
     * Packets that are missing between two that were seen, of all channels; at least as many, since
     * how an event ended is not known when its ET is missing.
     */
    long missing(long after, long before) {
        Map.Entry<Long, Range> at = seen.floorEntry(after);
        if (at == null) {
            return 0;
        }
        long missing = 0;
        Range range = at.getValue();
        for (Map.Entry<Long, Range> next : seen.tailMap(after, false).entrySet()) {
            if (next.getKey() > before) {
                break;
            }
            if (event(next.getKey()) == event(range.last)) {
                missing += next.getKey() - range.last - 1;
            } else {
                // An event begins with its EH, which has sequence 0, and ends with its ET.
                missing += (range.closed ? 0 : 1) + next.getKey() % SEQUENCES;
            }
            range = next.getValue();
        }
        return missing;
    }

    private static long event(long place) {
        return place >> SEQUENCE_BITS;
    }
}
