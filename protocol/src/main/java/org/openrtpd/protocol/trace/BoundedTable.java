package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A table that forgets what was not asked for longest when it would grow beyond its limit. To ask
 * for what is there makes no object: each data packet does so several times.
 */
final class BoundedTable<V> {

    /** Odd, and another one in each process: keys come from a network that must not know heaps. */
    private static final long SPREAD = new SecureRandom().nextLong() | 1;

    /** Closes the ring: behind it is the one silent longest, before it the one asked for last. */
    private static final int ENDS = 0;

    private static final int FIRST_SLOTS = 16;

    private record Node<V>(int slot, long key, V value) {}

    private final int limit;
    private final Supplier<V> create;
    private final LongObjectMap<Node<V>> nodes = new LongObjectHashMap<>();
    /** By slot, none at {@link #ENDS}; taken in turn, later in place of what is forgotten. */
    private final List<Node<V>> slots = new ArrayList<>();

    /**
     * The ring of all slots, from the one silent longest to the newest. In numbers, because a
     * reference that changes in an old object is work for the collector, and these change with each
     * packet: a tenth of a core at 56,000 packets a second.
     */
    private int[] before = new int[FIRST_SLOTS];
    private int[] behind = new int[FIRST_SLOTS];
    private long forgotten;

    /** A table that is empty, of values that are made when they are asked for first. */
    BoundedTable(int limit, Supplier<V> create) {
        if (limit < 1) {
            throw new IllegalArgumentException("a table needs room for one entry, not " + limit);
        }
        this.limit = limit;
        this.create = create;
        slots.add(null);
    }

    /** Key of a stream, or with a channel of 0 or more, of that channel. */
    static long key(int unit, int streamIndex, int channelIndex) {
        return (long) unit << 32 | (long) (streamIndex & 0xFFFF) << 16 | channelIndex & 0xFFFF;
    }

    /**
     * A key's place in the map, another one for each key. The map looks at low bits and steps on
     * from what is taken, so that numbers that count up, as those of units do, would make heaps.
     */
    private static long spread(long key) {
        return Long.reverseBytes(key * SPREAD);
    }

    V get(long key) {
        Node<V> node = nodes.get(spread(key));
        if (node == null) {
            return add(key, create.get());
        }
        leave(node.slot());
        join(node.slot());
        return node.value();
    }

    private V add(long key, V value) {
        Node<V> replaced = nodes.get(spread(key));
        Node<V> node = new Node<>(replaced == null ? vacantSlot() : replaced.slot(), key, value);
        if (replaced != null) {
            leave(node.slot());
        }
        nodes.put(spread(key), node);
        slots.set(node.slot(), node);
        join(node.slot());
        return value;
    }

    /** A slot that is in use no more, or a new one. */
    private int vacantSlot() {
        if (nodes.size() == limit) {
            Node<V> silent = slots.get(behind[ENDS]);
            leave(silent.slot());
            nodes.remove(spread(silent.key()));
            forgotten++;
            return silent.slot();
        }
        int slot = slots.size();
        slots.add(null);
        if (slot == before.length) {
            before = Arrays.copyOf(before, 2 * slot);
            behind = Arrays.copyOf(behind, 2 * slot);
        }
        return slot;
    }

    private void join(int slot) {
        int newest = before[ENDS];
        before[slot] = newest;
        behind[slot] = ENDS;
        behind[newest] = slot;
        before[ENDS] = slot;
    }

    private void leave(int slot) {
        behind[before[slot]] = behind[slot];
        before[behind[slot]] = before[slot];
    }

    /** Writes how many values there are and each behind its key, the one silent longest first. */
    void save(ByteBuf saved, BiConsumer<V, ByteBuf> save) {
        saved.writeInt(nodes.size());
        for (int slot = behind[ENDS]; slot != ENDS; slot = behind[slot]) {
            Node<V> node = slots.get(slot);
            saved.writeLong(node.key());
            save.accept(node.value(), saved);
        }
    }

    /** Reads what {@link #save} wrote. */
    void restore(ByteBuf saved, Function<ByteBuf, V> restore) {
        for (int left = saved.readInt(); left > 0; left--) {
            add(saved.readLong(), restore.apply(saved));
        }
    }

    /** Entries that were given up for others. */
    long forgotten() {
        return forgotten;
    }
}
