package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.security.SecureRandom;
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

    /** A value in the ring of all values, which goes from the one silent longest to the newest. */
    private static final class Node<V> {
        private final long key;
        private final V value;
        private Node<V> before = this;
        private Node<V> behind = this;

        private Node(long key, V value) {
            this.key = key;
            this.value = value;
        }

        private void moveBefore(Node<V> next) {
            leave();
            before = next.before;
            behind = next;
            before.behind = this;
            behind.before = this;
        }

        private void leave() {
            before.behind = behind;
            behind.before = before;
        }
    }

    private final int limit;
    private final Supplier<V> create;
    private final LongObjectMap<Node<V>> nodes = new LongObjectHashMap<>();
    /** Closes the ring: behind it is the one silent longest, before it the one asked for last. */
    private final Node<V> ends = new Node<>(0, null);
    private long forgotten;

    /** A table that is empty, of values that are made when they are asked for first. */
    BoundedTable(int limit, Supplier<V> create) {
        if (limit < 1) {
            throw new IllegalArgumentException("a table needs room for one entry, not " + limit);
        }
        this.limit = limit;
        this.create = create;
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
        node.moveBefore(ends);
        return node.value;
    }

    private V add(long key, V value) {
        Node<V> node = new Node<>(key, value);
        node.moveBefore(ends);
        Node<V> replaced = nodes.put(spread(key), node);
        if (replaced != null) {
            replaced.leave();
        }
        if (nodes.size() > limit) {
            Node<V> silent = ends.behind;
            silent.leave();
            nodes.remove(spread(silent.key));
            forgotten++;
        }
        return value;
    }

    /** Writes how many values there are and each behind its key, the one silent longest first. */
    void save(ByteBuf saved, BiConsumer<V, ByteBuf> save) {
        saved.writeInt(nodes.size());
        for (Node<V> node = ends.behind; node != ends; node = node.behind) {
            saved.writeLong(node.key);
            save.accept(node.value, saved);
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
