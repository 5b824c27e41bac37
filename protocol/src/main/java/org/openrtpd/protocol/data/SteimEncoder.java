package org.openrtpd.protocol.data;

import io.netty.buffer.ByteBuf;

/**
 * Writes samples as Steim frames, word for word as recorders do: for each word the packing with the
 * most differences that fit, no word left out (record format, section 4.10).
 *
 * <p>15 frames are the data of a packet, 7 those of a 512-byte miniSEED record, 63 those of a
 * 4096-byte one. Immutable; any thread. Allocates nothing.
 *
 * <p><b>Differences that fit nowhere.</b> Steim 2 has no place for more than 30 bits. A block ends
 * before such a difference, and the sample behind it begins the next block. There the same
 * difference is the first, which no decoder uses: its low 30 bits are written, so that {@code X0 -
 * D0} is the sample before, modulo 2^30. So each block takes at least one sample.
 */
public final class SteimEncoder {

    private final SteimLevel level;
    private final int frames;

    /** @throws IllegalArgumentException when there is not at least one frame */
    public SteimEncoder(SteimLevel level, int frames) {
        if (frames < 1) {
            throw new IllegalArgumentException(frames + " frames: a block has at least one");
        }
        this.level = level;
        this.frames = frames;
    }

    /**
     * Fills a block with as many samples as it takes. Words that are not used are zero; with no
     * samples all are.
     *
     * @param from index of the first sample to write
     * @param count samples that are there
     * @param previous the sample before the first one; 0 at the start of acquisition
     * @param to gets 64 bytes a frame at {@code offset}, within its capacity
     * @return samples in the block, from 1 to {@code count}; 0 when {@code count} is 0
     */
    public int encode(int[] samples, int from, int count, int previous, ByteBuf to, int offset) {
        to.setZero(offset, frames * SteimLevel.FRAME_LENGTH);
        if (count == 0) {
            return 0;
        }
        int end = from + count;
        int at = from;
        int before = previous;
        for (int frame = 0; frame < frames && at < end; frame++) {
            int frameOffset = offset + frame * SteimLevel.FRAME_LENGTH;
            int codes = 0;
            int first = frame == 0 ? SteimLevel.LAST_SAMPLE_WORD + 1 : 1;
            for (int word = first; word < SteimLevel.WORDS_PER_FRAME && at < end; word++) {
                int rank = rank(samples, at, end, before);
                if (rank == level.packings()) {
                    if (at > from) {
                        end = at;
                        break;
                    }
                    rank--;
                }
                SteimPacking packing = level.packing(rank);
                to.setInt(frameOffset + word * Integer.BYTES, packing.word(samples, at, before));
                codes |= packing.code() << 2 * (SteimLevel.WORDS_PER_FRAME - 1 - word);
                at += packing.differences();
                before = samples[at - 1];
            }
            to.setInt(frameOffset, codes);
        }
        to.setInt(offset + SteimLevel.FIRST_SAMPLE_WORD * Integer.BYTES, samples[from]);
        to.setInt(offset + SteimLevel.LAST_SAMPLE_WORD * Integer.BYTES, before);
        return at - from;
    }

    /** Rank of the longest packing that fits here; the number of packings when none does. */
    private int rank(int[] samples, int at, int end, int previous) {
        int rank = 0;
        while (rank < level.packings() && !level.packing(rank).fits(samples, at, end, previous)) {
            rank++;
        }
        return rank;
    }
}
