package org.openrtpd.app.live.wave;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Where the packets of one channel stand in the journal, so that a short time is read without a
 * search. A place is two small numbers, counted from the first one of its block. One thread only.
 */
public final class PacketPlaces {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A block with the place of its first packet. */
    private static final class Piece {
        private final Block block;
        private final long firstIndex;
        private int used;

        Piece(Block block, long firstIndex) {
            this.block = block;
            this.firstIndex = firstIndex;
        }

        boolean takes(long startNanos, long index) {
            return used < BlockKind.ROOM && fits(index - firstIndex)
                    && fits((startNanos - block.startNanos()) / NANOS_PER_MILLI);
        }

        private static boolean fits(long number) {
            return number == (int) number;
        }
    }

    private final BlockPool pool;
    private final ChannelStore owner;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long incompleteUntilNanos = Long.MIN_VALUE;

    PacketPlaces(BlockPool pool, ChannelStore owner) {
        this.pool = pool;
        this.owner = owner;
    }

    void add(long startNanos, long index) {
        Piece last = pieces.peekLast();
        if (last == null || !last.takes(startNanos, index)) {
            Optional<Block> block = pool.take(BlockKind.PLACES, startNanos, owner);
            if (block.isEmpty()) {
                incompleteUntilNanos = Math.max(incompleteUntilNanos, startNanos + 1);
                return;
            }
            last = new Piece(block.get(), index);
            pieces.addLast(last);
        }
        last.block.set(last.used++,
                (int) ((startNanos - last.block.startNanos()) / NANOS_PER_MILLI),
                (int) (index - last.firstIndex));
    }

    void forget(Block block) {
        incompleteUntilNanos = Math.max(incompleteUntilNanos, block.startNanos() + 1);
        // Blocks are given up oldest first, so that it is nearly always the first one.
        Piece first = pieces.peekFirst();
        if (first != null && first.block == block) {
            pieces.removeFirst();
        } else {
            pieces.removeIf(piece -> piece.block == block);
        }
    }

    /**
     * The places of packets that begin in a time.
     *
     * @param most how many, the first ones
     * @return indices of the journal, in the order in which they came
     */
    public long[] between(long fromNanos, long untilNanos, int most) {
        long[] found = new long[most];
        int count = 0;
        for (Piece piece : pieces) {
            for (int i = 0; i < piece.used && count < most; i++) {
                long start = piece.block.startNanos() + piece.block.first(i) * NANOS_PER_MILLI;
                if (start >= fromNanos && start < untilNanos) {
                    found[count++] = piece.firstIndex + piece.block.second(i);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Since when no places were given up, by the time of their data.
     *
     * @return nanoseconds since 1970 UTC; {@link Long#MIN_VALUE} when none were
     */
    public long completeFromNanos() {
        return incompleteUntilNanos;
    }
}
