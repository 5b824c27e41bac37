package org.openrtpd.storage.journal;

/**
 * Finds the first entry that was received at some time or later, by binary search over files and then
 * within one. Where the server's clock was set back, times are not in order and the search may land
 * before or behind that step.
 */
final class TimeSearch {

    /** Answer when all entries are of that time or later. */
    static final long BEGIN = -1;

    private final QueueCursor cursor;

    /** @param cursor is somewhere else afterwards */
    TimeSearch(QueueCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Searches.
     *
     * @param receivedNanos nanoseconds since 1970 UTC
     * @return an index, perhaps behind the last entry of a file; {@link #BEGIN}
     */
    long firstNotBefore(long receivedNanos) {
        Integer[] files = cursor.files().toArray(new Integer[0]);
        int low = 0;
        int high = files.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstReceived(files, middle) < receivedNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? BEGIN : firstNotBefore(files[low - 1], receivedNanos);
    }

    /** When the first entry in a file, or where it has none in those behind it, was received. */
    private long firstReceived(Integer[] files, int from) {
        for (int i = from; i < files.length; i++) {
            long received = cursor.receivedAt(cursor.indexOf(files[i], 0));
            if (received != Long.MAX_VALUE) {
                return received;
            }
        }
        return Long.MAX_VALUE;
    }

    private long firstNotBefore(int file, long receivedNanos) {
        long count = cursor.count(file);
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (cursor.receivedAt(cursor.indexOf(file, middle)) < receivedNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < count ? cursor.indexOf(file, low) : cursor.indexOf(file + 1, 0);
    }
}
