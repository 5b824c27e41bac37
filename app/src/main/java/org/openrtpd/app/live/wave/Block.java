package org.openrtpd.app.live.wave;

/** A piece of a channel's memory: pairs of numbers, of bins the least and the greatest sample. */
final class Block {

    /** Memory that a block takes, with what refers to it: measured, rounded up. */
    static final int BYTES = BlockKind.ROOM * 2 * Integer.BYTES + 160;

    private final BlockKind kind;
    private final long startNanos;
    private final ChannelStore owner;
    private final int[] pairs;

    Block(BlockKind kind, long startNanos, ChannelStore owner) {
        this(kind, startNanos, owner, new int[2 * BlockKind.ROOM]);
    }

    private Block(BlockKind kind, long startNanos, ChannelStore owner, int[] pairs) {
        this.kind = kind;
        this.startNanos = startNanos;
        this.owner = owner;
        this.pairs = pairs;
        if (kind.hasBins()) {
            clearBins();
        }
    }

    /** Another one in the memory of this one, which nobody may use any more. */
    Block reused(BlockKind otherKind, long otherStartNanos, ChannelStore otherOwner) {
        return new Block(otherKind, otherStartNanos, otherOwner, pairs);
    }

    private void clearBins() {
        for (int bin = 0; bin < BlockKind.ROOM; bin++) {
            pairs[2 * bin] = Integer.MAX_VALUE;
            pairs[2 * bin + 1] = Integer.MIN_VALUE;
        }
    }

    BlockKind kind() {
        return kind;
    }

    /** When its first bin begins, or its first packet. */
    long startNanos() {
        return startNanos;
    }

    ChannelStore owner() {
        return owner;
    }

    void merge(int bin, int min, int max) {
        pairs[2 * bin] = Math.min(pairs[2 * bin], min);
        pairs[2 * bin + 1] = Math.max(pairs[2 * bin + 1], max);
    }

    void set(int at, int first, int second) {
        pairs[2 * at] = first;
        pairs[2 * at + 1] = second;
    }

    int first(int at) {
        return pairs[2 * at];
    }

    int second(int at) {
        return pairs[2 * at + 1];
    }
}
