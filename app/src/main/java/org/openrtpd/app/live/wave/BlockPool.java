package org.openrtpd.app.live.wave;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * All blocks of all channels. When the budget is used up, the oldest block of the kind that is
 * missed least makes room; when none is older than what is asked for, nothing is given, so that
 * channels do not take each other's newest blocks in turn. One thread only.
 */
public final class BlockPool {

    /** Once: each call of the enum's own makes a copy. */
    private static final BlockKind[] KINDS = BlockKind.values();

    private final long budgetBytes;
    private final Map<BlockKind, Deque<Block>> blocks = new EnumMap<>(BlockKind.class);
    private long count;
    private long refused;

    /** A pool that takes so much memory at most. */
    public BlockPool(long budgetBytes) {
        this.budgetBytes = budgetBytes;
        for (BlockKind kind : KINDS) {
            blocks.put(kind, new ArrayDeque<>());
        }
    }

    /** A new block; empty when there is no room for it. */
    Optional<Block> take(BlockKind kind, long startNanos, ChannelStore owner) {
        Block taken;
        if (bytes() + Block.BYTES <= budgetBytes) {
            taken = new Block(kind, startNanos, owner);
        } else {
            Block old = givenUpFor(kind, startNanos);
            if (old == null) {
                refused++;
                return Optional.empty();
            }
            taken = old.reused(kind, startNanos, owner);
        }
        blocks.get(kind).addLast(taken);
        count++;
        return Optional.of(taken);
    }

    /** A block that is missed less than one of that kind; nobody has it any more. Null for none. */
    private Block givenUpFor(BlockKind wanted, long startNanos) {
        for (BlockKind kind : KINDS) {
            Block oldest = blocks.get(kind).peekFirst();
            if (oldest != null && (kind != wanted || oldest.startNanos() < startNanos)) {
                blocks.get(kind).pollFirst();
                count--;
                oldest.owner().forget(oldest);
                return oldest;
            }
            if (kind == wanted) {
                return null;
            }
        }
        return null;
    }

    /** Gives up all blocks of a kind that begin before a time, as far as they were taken in order. */
    public void expire(long nowNanos) {
        blocks.forEach((kind, queue) -> {
            long oldestKept = nowNanos - kind.keptNanos() - kind.blockNanos();
            while (!queue.isEmpty() && queue.peekFirst().startNanos() < oldestKept) {
                Block old = queue.pollFirst();
                count--;
                old.owner().forget(old);
            }
        });
    }

    /** Memory of all blocks. */
    public long bytes() {
        return count * Block.BYTES;
    }

    /** Memory that they may take. */
    public long budgetBytes() {
        return budgetBytes;
    }

    /** How often there was no room for a block. */
    public long refused() {
        return refused;
    }
}
