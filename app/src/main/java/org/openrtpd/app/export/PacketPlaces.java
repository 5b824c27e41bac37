package org.openrtpd.app.export;

import java.util.Arrays;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Where in the journal the packets of an export stand, and of what time each is: 16 bytes a packet,
 * up to a limit.
 *
 * <p>A key is the time in milliseconds since a base, 41 bits, above the number of the packet, 22
 * bits: sorted keys are in the order of time and, within a millisecond, of the journal.
 */
final class PacketPlaces {

    /** 4 GB of packets. */
    static final int MOST = 1 << PacketPlaces.NUMBER_BITS;

    private static final int NUMBER_BITS = 22;
    private static final long MOST_MILLIS = (1L << 63 - NUMBER_BITS) - 1;
    private static final int INITIAL = 1024;

    private final long baseMillis;
    private final int most;
    private long[] keys = new long[INITIAL];
    private long[] indices = new long[INITIAL];
    private int count;

    /** @param baseMillis the earliest time, milliseconds since 1970 UTC; earlier ones count as it */
    PacketPlaces(long baseMillis) {
        this(baseMillis, MOST);
    }

    PacketPlaces(long baseMillis, int most) {
        this.baseMillis = baseMillis;
        this.most = most;
    }

    /**
     * Notes a packet.
     *
     * @throws CommandFailed when there are too many
     */
    void add(long millis, long journalIndex) {
        if (count == most) {
            throw new CommandFailed("there are more than " + most + " packets to export, which is the"
                    + " most at once; nothing was written: give a shorter span, or fewer units");
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            indices = Arrays.copyOf(indices, 2 * count);
        }
        long since = Math.max(0, Math.min(millis - baseMillis, MOST_MILLIS));
        keys[count] = since << NUMBER_BITS | count;
        indices[count] = journalIndex;
        count++;
    }

    /** Puts the places in the order of time; until then they are in that of the journal. */
    void sortByTime() {
        Arrays.sort(keys, 0, count);
    }

    int count() {
        return count;
    }

    /** Index in the journal of the packet at a place. */
    long journalIndex(int place) {
        return indices[(int) (keys[place] & MOST - 1)];
    }

    /** Time of the packet at a place, milliseconds since 1970 UTC. */
    long millis(int place) {
        return (keys[place] >>> NUMBER_BITS) + baseMillis;
    }
}
