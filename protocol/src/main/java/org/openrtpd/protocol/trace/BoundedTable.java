package org.openrtpd.protocol.trace;

import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A table that forgets what was not asked for longest when it would grow beyond its limit. */
final class BoundedTable<V> {

    private final int limit;
    private final Map<Long, V> values;
    private long forgotten;

    BoundedTable(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a table needs room for one entry, not " + limit);
        }
        this.limit = limit;
        this.values = new LinkedHashMap<>(16, 0.75f, true);
    }

    /** Key of a stream, or with a channel of 0 or more, of that channel. */
    static long key(int unit, int streamIndex, int channelIndex) {
        return (long) unit << 32 | (long) (streamIndex & 0xFFFF) << 16 | channelIndex & 0xFFFF;
    }

    V get(long key, Supplier<V> create) {
        V value = values.get(key);
        if (value == null) {
            value = create.get();
            values.put(key, value);
            forgetOldest();
        }
        return value;
    }

    private void forgetOldest() {
        if (values.size() > limit) {
            values.remove(values.keySet().iterator().next());
            forgotten++;
        }
    }

    /** Writes how many values there are and each behind its key, the one silent longest first. */
    void save(ByteBuf saved, BiConsumer<V, ByteBuf> save) {
        saved.writeInt(values.size());
        values.forEach((key, value) -> {
            saved.writeLong(key);
            save.accept(value, saved);
        });
    }

    /** Reads what {@link #save} wrote. */
    void restore(ByteBuf saved, Function<ByteBuf, V> restore) {
        for (int left = saved.readInt(); left > 0; left--) {
            values.put(saved.readLong(), restore.apply(saved));
            forgetOldest();
        }
    }

    /** Entries that were given up for others. */
    long forgotten() {
        return forgotten;
    }
}
