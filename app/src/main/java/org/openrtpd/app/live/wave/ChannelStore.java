package org.openrtpd.app.live.wave;

import java.util.List;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * What is kept of one channel: bins of a second, ten seconds and a minute, as far as the pool has
 * room, and where its packets stand. Packets may come in any order. One thread only.
 */
public final class ChannelStore {

    /** A packet so far ahead of the clock has a wrong time, and is left out. */
    private static final long AHEAD_NANOS = 3_600_000_000_000L;

    /** Narrow bins first. */
    private final List<BinLevel> levels;
    private final PacketPlaces places;
    private long firstNanos = Long.MAX_VALUE;

    /** A channel of which nothing was seen. */
    public ChannelStore(BlockPool pool) {
        this.places = new PacketPlaces(pool, this);
        this.levels = List.of(new BinLevel(BlockKind.SECOND, pool, this),
                new BinLevel(BlockKind.TEN_SECONDS, pool, this),
                new BinLevel(BlockKind.MINUTE, pool, this));
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
            int to = firstAt(border - startNanos, rate, from + 1, count);
            int min = samples[from];
            int max = min;
            for (int i = from + 1; i < to; i++) {
                // Seldom true, so that it takes half the time of Math.min and Math.max.
                if (samples[i] < min) {
                    min = samples[i];
                } else if (samples[i] > max) {
                    max = samples[i];
                }
            }
            for (int i = 0; i < levels.size(); i++) {
                levels.get(i).merge(nanos, min, max);
            }
            from = to;
        }
    }

    /** The first sample that is not before a time: looked for from the nearest, not one by one. */
    private static int firstAt(long offsetNanos, SampleRate rate, int least, int count) {
        int at = (int) Math.max(least, Math.min(count, rate.samples(offsetNanos)));
        while (at > least && rate.nanos(at - 1) >= offsetNanos) {
            at--;
        }
        while (at < count && rate.nanos(at) < offsetNanos) {
            at++;
        }
        return at;
    }

    void forget(Block block) {
        if (block.kind().hasBins()) {
            level(block.kind()).forget(block);
        } else {
            places.forget(block);
        }
    }

    private BinLevel level(BlockKind kind) {
        for (BinLevel level : levels) {
            if (level.kind() == kind) {
                return level;
            }
        }
        throw new IllegalArgumentException("no bins are " + kind);
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
        for (int i = levels.size() - 1; i >= 0; i--) {
            BinLevel level = levels.get(i);
            if (level.kind().binNanos() <= until - from && level.fill(into, bin, from, until)) {
                return;
            }
        }
        for (BinLevel level : levels) {
            if (level.kind().binNanos() > until - from && level.fill(into, bin, from, until)) {
                return;
            }
        }
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
        return level(kind).completeFromNanos();
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
