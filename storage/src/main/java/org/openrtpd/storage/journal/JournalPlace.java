package org.openrtpd.storage.journal;

/**
 * A place in the journal as one number, so that two threads can pass it on without a lock: bits 40-62
 * the number of the file, bits 0-39 the offset in it, on a document's 4-byte boundary. Places come in
 * the order of their numbers.
 */
final class JournalPlace {

    /** Before everything. */
    static final long BEGIN = 0;

    private static final int OFFSET_BITS = 40;

    private JournalPlace() {}

    /** The first document boundary at or behind an offset. */
    static long of(int cycle, long offset) {
        return (long) cycle << OFFSET_BITS | SegmentTail.aligned(offset);
    }

    /** The queue's number of the file: hours since 1970. */
    static int cycle(long place) {
        return (int) (place >>> OFFSET_BITS);
    }

    static long offset(long place) {
        return place & (1L << OFFSET_BITS) - 1;
    }
}
