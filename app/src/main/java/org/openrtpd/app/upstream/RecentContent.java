package org.openrtpd.app.upstream;

import java.util.HashMap;
import java.util.Map;

/**
 * Hashes of the last packets of every unit: how a packet that comes twice is recognised where there
 * are no numbers. Two different packets of a unit with one hash would be taken for one; of 4096 with
 * 64 bits that is no more likely than a fault of the memory.
 */
final class RecentContent {

    private static final int PER_UNIT = 4096;
    private static final int SLOTS = PER_UNIT * 4;

    /** The last packets of one unit: a ring for their age, an open table to find them. */
    private static final class Unit {
        private final long[] ring = new long[PER_UNIT];
        private final long[] table = new long[SLOTS];
        private int next;

        void add(long hash) {
            long old = ring[next];
            if (old != 0) {
                remove(find(old));
            }
            ring[next] = hash;
            next = (next + 1) % PER_UNIT;
            int slot = home(hash);
            while (table[slot] != 0) {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = hash;
        }

        private int find(long hash) {
            for (int slot = home(hash); table[slot] != 0; slot = (slot + 1) % SLOTS) {
                if (table[slot] == hash) {
                    return slot;
                }
            }
            return -1;
        }

        /** Closes the gap, so that what was pushed on by this one is still found. */
        private void remove(int emptied) {
            int hole = emptied;
            table[hole] = 0;
            for (int slot = (hole + 1) % SLOTS; table[slot] != 0; slot = (slot + 1) % SLOTS) {
                long moved = table[slot];
                int distance = Math.floorMod(slot - home(moved), SLOTS);
                if (distance >= Math.floorMod(slot - hole, SLOTS)) {
                    table[hole] = moved;
                    table[slot] = 0;
                    hole = slot;
                }
            }
        }

        private static int home(long hash) {
            return (int) Math.floorMod(hash ^ hash >>> 32, (long) SLOTS);
        }
    }

    private final Map<Integer, Unit> units = new HashMap<>();

    /** True for one of the last packets of a unit. */
    boolean isKnown(int unit, long hash) {
        Unit known = units.get(unit);
        return known != null && known.find(nonZero(hash)) >= 0;
    }

    /** Notes a packet that is not known. */
    void note(int unit, long hash) {
        units.computeIfAbsent(unit, u -> new Unit()).add(nonZero(hash));
    }

    /** 0 marks an empty slot. */
    private static long nonZero(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
