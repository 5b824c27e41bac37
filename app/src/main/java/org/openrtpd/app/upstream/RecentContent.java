package org.openrtpd.app.upstream;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Hashes of the last packets of every unit: how a packet that comes twice is recognised where there
 * are no numbers. Two different packets of a unit with one hash would be taken for one; of 100,000
 * with 64 bits that is no more likely than a fault of the memory.
 *
 * <p><i>Design note.</i> Over a reconnect an upstream may go back by all that lay in the buffers of
 * a connection, which may all be of one unit. If its memory were shorter than that, the first packet
 * that is not known would push out the next one, and so on: all would stand twice. So every unit has
 * room for more than that, and for more still while all units together stay within a budget.
 */
final class RecentContent {

    /** Packets remembered of every unit: more than 12 MiB of them. */
    static final int PER_UNIT = 1 << 14;

    /** Packets remembered of one unit at most. */
    private static final int MOST_PER_UNIT = 1 << 17;

    /** Packets of all units together beyond which a unit gets no more than {@link #PER_UNIT}. */
    private static final long BUDGET = 1L << 22;

    private static final int LEAST = 64;

    /** The last packets of one unit: a ring for their age, an open table of places in it. */
    private static final class Unit {
        private long[] ring = new long[LEAST];
        private int[] table = new int[2 * LEAST];
        private int next;
        private int count;

        boolean isFull() {
            return count == ring.length;
        }

        boolean holds(long hash) {
            return find(hash) >= 0;
        }

        void add(long hash) {
            if (isFull()) {
                remove(find(ring[next]));
                count--;
            }
            ring[next] = hash;
            enter(next);
            next = (next + 1) % ring.length;
            count++;
        }

        void grow() {
            long[] before = ring;
            int oldest = next;
            ring = new long[2 * before.length];
            table = new int[2 * ring.length];
            next = 0;
            count = 0;
            for (int i = 0; i < before.length; i++) {
                add(before[(oldest + i) % before.length]);
            }
        }

        private void enter(int place) {
            int slot = home(ring[place]);
            while (table[slot] != 0) {
                slot = after(slot);
            }
            table[slot] = place + 1;
        }

        private int find(long hash) {
            for (int slot = home(hash); table[slot] != 0; slot = after(slot)) {
                if (ring[table[slot] - 1] == hash) {
                    return slot;
                }
            }
            return -1;
        }

        /** Closes the gap, so that what was pushed on by this one is still found. */
        private void remove(int emptied) {
            int hole = emptied;
            table[hole] = 0;
            for (int slot = after(hole); table[slot] != 0; slot = after(slot)) {
                int distance = slot - home(ring[table[slot] - 1]) & table.length - 1;
                if (distance >= (slot - hole & table.length - 1)) {
                    table[hole] = table[slot];
                    table[slot] = 0;
                    hole = slot;
                }
            }
        }

        private int home(long hash) {
            return (int) (hash ^ hash >>> 32) & table.length - 1;
        }

        private int after(int slot) {
            return slot + 1 & table.length - 1;
        }
    }

    private final int perUnit;
    private final int mostPerUnit;
    private final long budget;
    private final IntObjectMap<Unit> units = new IntObjectHashMap<>();
    private long room;

    RecentContent() {
        this(PER_UNIT, MOST_PER_UNIT, BUDGET);
    }

    /** Numbers of packets, the first two powers of two. */
    RecentContent(int perUnit, int mostPerUnit, long budget) {
        this.perUnit = perUnit;
        this.mostPerUnit = mostPerUnit;
        this.budget = budget;
    }

    /** True for one of the last packets of a unit. */
    boolean isKnown(int unit, long hash) {
        Unit known = units.get(unit);
        return known != null && known.holds(hash);
    }

    /** Notes a packet that is not known. */
    void note(int unit, long hash) {
        Unit known = units.get(unit);
        if (known == null) {
            known = new Unit();
            units.put(unit, known);
            room += LEAST;
        }
        if (known.isFull() && mayGrow(known.ring.length)) {
            room += known.ring.length;
            known.grow();
        }
        known.add(hash);
    }

    private boolean mayGrow(int size) {
        return size < perUnit || size < mostPerUnit && room + size <= budget;
    }

    /** True when as many packets as every unit has room for are known of each of some units. */
    boolean hasEnoughOf(int[] some) {
        IntPredicate enough = unit -> units.containsKey(unit) && units.get(unit).count >= perUnit;
        return Arrays.stream(some).allMatch(enough);
    }
}
