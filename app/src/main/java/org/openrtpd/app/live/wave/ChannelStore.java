package org.openrtpd.app.live.wave;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * What is kept of one channel: bins of a second, ten seconds and a minute, as far as the pool has
 * room, and where its packets stand. Packets may come in any order. One thread only.
 */
public final class ChannelStore {

    /** A packet so far ahead of the clock has a wrong time, and is left out. */
    private static final long AHEAD_NANOS = 3_600_000_000_000L;

    private final BlockPool pool;
    private final Map<BlockKind, NavigableMap<Long, Block>> bins = new EnumMap<>(BlockKind.class);
    /** Blocks up to here were given up or refused: begun anew they would show a part as all. */
    private final Map<BlockKind, Long> closedUntil = new EnumMap<>(BlockKind.class);
    private final PacketPlaces places;
    private long firstNanos = Long.MAX_VALUE;

    /** A channel of which nothing was seen. */
    public ChannelStore(BlockPool pool) {
        this.pool = pool;
        this.places = new PacketPlaces(pool, this);
        for (BlockKind kind : BlockKind.values()) {
            if (kind.hasBins()) {
                bins.put(kind, new TreeMap<>());
            }
        }
    }

    /**
     * Takes in a packet's samples.
     *
     * @param startNanos of the first one
     * @param count how many of the array are samples
     * @param journalIndex of its entry
     * @param receivedNanos when it came; its samples are left out when that is far from their time
     */
    public void add(long startNanos, SampleRate rate, int[] samples, int count, long journalIndex,
            long receivedNanos) {
        long oldest = receivedNanos - BlockKind.MINUTE.keptNanos();
        if (count == 0 || startNanos < oldest || startNanos > receivedNanos + AHEAD_NANOS) {
            return;
        }
        places.add(startNanos, journalIndex);
        firstNanos = Math.min(firstNanos, startNanos);
        int from = 0;
        while (from < count) {
            long nanos = startNanos + rate.nanos(from);
            long border = (Math.floorDiv(nanos, BlockKind.SECOND.binNanos()) + 1)
                    * BlockKind.SECOND.binNanos();
            int min = samples[from];
            int max = min;
            int to = from + 1;
            while (to < count && startNanos + rate.nanos(to) < border) {
                min = Math.min(min, samples[to]);
                max = Math.max(max, samples[to]);
                to++;
            }
            merge(nanos, min, max);
            from = to;
        }
    }

    private void merge(long nanos, int min, int max) {
        for (Map.Entry<BlockKind, NavigableMap<Long, Block>> level : bins.entrySet()) {
            BlockKind kind = level.getKey();
            long start = Math.floorDiv(nanos, kind.blockNanos()) * kind.blockNanos();
            Block block = block(kind, level.getValue(), start);
            if (block != null) {
                block.merge((int) ((nanos - start) / kind.binNanos()), min, max);
            }
        }
    }

    private Block block(BlockKind kind, NavigableMap<Long, Block> level, long start) {
        Block known = level.get(start);
        if (known != null || start <= closedUntil.getOrDefault(kind, Long.MIN_VALUE)) {
            return known;
        }
        Optional<Block> taken = pool.take(kind, start, this);
        taken.ifPresentOrElse(block -> level.put(start, block), () -> close(kind, start));
        return taken.orElse(null);
    }

    private void close(BlockKind kind, long startNanos) {
        closedUntil.merge(kind, startNanos, Math::max);
    }

    void forget(Block block) {
        if (block.kind().hasBins()) {
            bins.get(block.kind()).remove(block.startNanos(), block);
            close(block.kind(), block.startNanos());
        } else {
            places.forget(block);
        }
    }

    /**
     * Fills bins from what is kept, each from the widest bins that are no wider, else from the next
     * wider ones, whose values then stand in several.
     */
    public void fill(MinMax into) {
        for (int bin = 0; bin < into.bins(); bin++) {
            long from = into.fromNanos() + bin * into.stepNanos();
            fill(into, bin, from, from + into.stepNanos());
        }
    }

    private void fill(MinMax into, int bin, long from, long until) {
        BlockKind[] kinds = {BlockKind.MINUTE, BlockKind.TEN_SECONDS, BlockKind.SECOND};
        for (BlockKind kind : kinds) {
            if (kind.binNanos() <= until - from && fillBy(kind, into, bin, from, until)) {
                return;
            }
        }
        for (int i = kinds.length - 1; i >= 0; i--) {
            if (kinds[i].binNanos() > until - from && fillBy(kinds[i], into, bin, from, until)) {
                return;
            }
        }
    }

    /** True when bins of that width are kept there, with samples or without. */
    private boolean fillBy(BlockKind kind, MinMax into, int bin, long from, long until) {
        boolean kept = false;
        long width = kind.binNanos();
        for (long at = Math.floorDiv(from, width) * width; at < until; at += width) {
            Block block = bins.get(kind).get(Math.floorDiv(at, kind.blockNanos())
                    * kind.blockNanos());
            if (block == null) {
                continue;
            }
            kept = true;
            int place = (int) ((at - block.startNanos()) / width);
            if (block.first(place) <= block.second(place)) {
                into.merge(bin, block.first(place), block.second(place));
            }
        }
        return kept;
    }

    /**
     * Since when no bins were given up of those that are no wider than a step, or of the widest.
     *
     * @return nanoseconds since 1970 UTC; {@link Long#MIN_VALUE} when none were
     */
    public long completeFromNanos(long stepNanos) {
        BlockKind kind = stepNanos >= BlockKind.MINUTE.binNanos() ? BlockKind.MINUTE
                : stepNanos >= BlockKind.TEN_SECONDS.binNanos() ? BlockKind.TEN_SECONDS
                : BlockKind.SECOND;
        Long closed = closedUntil.get(kind);
        return closed == null ? Long.MIN_VALUE : closed + kind.blockNanos();
    }

    /** The oldest sample that was taken in; {@link Long#MAX_VALUE} when none was. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Where the channel's packets stand. */
    public PacketPlaces places() {
        return places;
    }
}
