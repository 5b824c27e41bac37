package org.openrtpd.app.live.wave;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All bins of one width that are kept of one channel. One thread only. */
final class BinLevel {

    private final BlockKind kind;
    private final BlockPool pool;
    private final ChannelStore owner;
    private final NavigableMap<Long, Block> blocks = new TreeMap<>();
    /** The one that was merged into last: nearly always the next bin stands in it, too. */
    private Optional<Block> latest = Optional.empty();
    /** Blocks up to here were given up or refused: begun anew they would show a part as all. */
    private long closedUntilNanos = Long.MIN_VALUE;

    BinLevel(BlockKind kind, BlockPool pool, ChannelStore owner) {
        this.kind = kind;
        this.pool = pool;
        this.owner = owner;
    }

    BlockKind kind() {
        return kind;
    }

    /** Takes in the least and the greatest sample of a time that lies in one bin. */
    void merge(long nanos, int min, int max) {
        if (latest.isEmpty() || !contains(latest.get(), nanos)) {
            latest = block(Math.floorDiv(nanos, kind.blockNanos()) * kind.blockNanos());
        }
        if (latest.isPresent()) {
            Block block = latest.get();
            block.merge((int) ((nanos - block.startNanos()) / kind.binNanos()), min, max);
        }
    }

    private boolean contains(Block block, long nanos) {
        long behind = nanos - block.startNanos();
        return behind >= 0 && behind < kind.blockNanos();
    }

    private Optional<Block> block(long startNanos) {
        // Where the pool has no room each packet comes here: nothing may be looked up, and so made.
        if (startNanos == closedUntilNanos) {
            return Optional.empty();
        }
        Block known = blocks.get(startNanos);
        if (known != null || startNanos <= closedUntilNanos) {
            return Optional.ofNullable(known);
        }
        Optional<Block> taken = pool.take(kind, startNanos, owner);
        taken.ifPresentOrElse(block -> blocks.put(startNanos, block), () -> close(startNanos));
        return taken;
    }

    private void close(long startNanos) {
        closedUntilNanos = Math.max(closedUntilNanos, startNanos);
    }

    void forget(Block block) {
        blocks.remove(block.startNanos(), block);
        latest = latest.filter(kept -> kept != block);
        close(block.startNanos());
    }

    /** Fills one bin of others; true when bins of this width are kept there, samples or not. */
    boolean fill(MinMax into, int bin, long from, long until) {
        boolean kept = false;
        long width = kind.binNanos();
        for (long at = Math.floorDiv(from, width) * width; at < until; at += width) {
            Block block = blocks.get(Math.floorDiv(at, kind.blockNanos()) * kind.blockNanos());
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

    /** Since when no bins were given up; {@link Long#MIN_VALUE} when none were. */
    long completeFromNanos() {
        return closedUntilNanos == Long.MIN_VALUE ? Long.MIN_VALUE
                : closedUntilNanos + kind.blockNanos();
    }
}
