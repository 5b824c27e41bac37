package org.openrtpd.protocol.data;

import io.netty.buffer.ByteBuf;

/**
 * Reads Steim frames (record format, sections 4.5 to 4.7). One per thread; allocates nothing.
 *
 * <p><b>Design note.</b> Sample k is X0 plus the differences 1 to k; difference 0 is no part of it.
 * Starting the sum at X0 - D0 makes all differences equal, so that the loop knows no first one. D0
 * is looked up before, nearly always in the first word there is. The codes of a frame are shifted
 * out to the left: when nothing but zeros is left, the rest of the frame is empty.
 */
public final class SteimDecoder {

    private static final int CODE_SHIFT = 30;
    private static final int CODE_BITS = 2;

    private final BadWord badWord = new BadWord();
    private int firstSample;
    private int lastSample;
    private int firstDifference;

    /**
     * Reads all differences there are and sums them up.
     *
     * @param offset of the first frame; 64 bytes a frame are there
     * @param samples has room for {@link SteimLevel#capacity} of so many frames
     * @return differences present, which is how many samples stand in the array
     * @throws IllegalArgumentException when the array has less room than that
     */
    public int decode(SteimLevel level, ByteBuf bytes, int offset, int frames, int[] samples) {
        if (samples.length < level.capacity(frames)) {
            throw new IllegalArgumentException("room for " + samples.length + " samples, "
                    + frames + " frames may have " + level.capacity(frames));
        }
        badWord.clear();
        firstSample = bytes.getInt(offset + SteimLevel.FIRST_SAMPLE_WORD * Integer.BYTES);
        lastSample = bytes.getInt(offset + SteimLevel.LAST_SAMPLE_WORD * Integer.BYTES);
        firstDifference = firstDifference(level, bytes, offset, frames);
        return level == SteimLevel.STEIM1
                ? sumSteim1(bytes, offset, frames, samples)
                : sumSteim2(bytes, offset, frames, samples);
    }

    /** X0, the first sample as the block says. */
    public int firstSample() {
        return firstSample;
    }

    /** XN, the last sample as the block says. */
    public int lastSample() {
        return lastSample;
    }

    /** D0, the step from the sample before the block; 0 when there is no difference. */
    public int firstDifference() {
        return firstDifference;
    }

    /** The first word with a code that is not defined; of the block decoded last. */
    public BadWord badWord() {
        return badWord;
    }

    private static int firstDifference(SteimLevel level, ByteBuf bytes, int offset, int frames) {
        for (int frame = 0; frame < frames; frame++) {
            int frameOffset = offset + frame * SteimLevel.FRAME_LENGTH;
            int word = firstWord(frame);
            int codes = bytes.getInt(frameOffset) << CODE_BITS * word;
            for (; codes != 0; word++, codes <<= CODE_BITS) {
                int value = bytes.getInt(frameOffset + word * Integer.BYTES);
                for (int rank = 0; rank < level.packings(); rank++) {
                    if (level.packing(rank).isIn(value, codes >>> CODE_SHIFT)) {
                        return level.packing(rank).first(value);
                    }
                }
            }
        }
        return 0;
    }

    private static int firstWord(int frame) {
        return frame == 0 ? SteimLevel.LAST_SAMPLE_WORD + 1 : 1;
    }

    private int sumSteim1(ByteBuf bytes, int offset, int frames, int[] samples) {
        int sum = firstSample - firstDifference;
        int n = 0;
        for (int frame = 0; frame < frames; frame++) {
            int frameOffset = offset + frame * SteimLevel.FRAME_LENGTH;
            int word = firstWord(frame);
            int codes = bytes.getInt(frameOffset) << CODE_BITS * word;
            for (; codes != 0; word++, codes <<= CODE_BITS) {
                int value = bytes.getInt(frameOffset + word * Integer.BYTES);
                switch (codes >>> CODE_SHIFT) {
                    case 1 -> {
                        samples[n] = sum += value >> 24;
                        samples[n + 1] = sum += value << 8 >> 24;
                        samples[n + 2] = sum += value << 16 >> 24;
                        samples[n + 3] = sum += (byte) value;
                        n += 4;
                    }
                    case 2 -> {
                        samples[n] = sum += value >> 16;
                        samples[n + 1] = sum += (short) value;
                        n += 2;
                    }
                    case 3 -> samples[n++] = sum += value;
                    default -> { }
                }
            }
        }
        return n;
    }

    private int sumSteim2(ByteBuf bytes, int offset, int frames, int[] samples) {
        int sum = firstSample - firstDifference;
        int n = 0;
        for (int frame = 0; frame < frames; frame++) {
            int frameOffset = offset + frame * SteimLevel.FRAME_LENGTH;
            int word = firstWord(frame);
            int codes = bytes.getInt(frameOffset) << CODE_BITS * word;
            for (; codes != 0; word++, codes <<= CODE_BITS) {
                int value = bytes.getInt(frameOffset + word * Integer.BYTES);
                // Both codes as one number: the code of the word, then that in the word.
                switch (codes >>> CODE_SHIFT << CODE_BITS | value >>> CODE_SHIFT) {
                    case 0x4, 0x5, 0x6, 0x7 -> {
                        samples[n] = sum += value >> 24;
                        samples[n + 1] = sum += value << 8 >> 24;
                        samples[n + 2] = sum += value << 16 >> 24;
                        samples[n + 3] = sum += (byte) value;
                        n += 4;
                    }
                    case 0x9 -> samples[n++] = sum += value << 2 >> 2;
                    case 0xA -> {
                        samples[n] = sum += value << 2 >> 17;
                        samples[n + 1] = sum += value << 17 >> 17;
                        n += 2;
                    }
                    case 0xB -> {
                        samples[n] = sum += value << 2 >> 22;
                        samples[n + 1] = sum += value << 12 >> 22;
                        samples[n + 2] = sum += value << 22 >> 22;
                        n += 3;
                    }
                    case 0xC -> {
                        samples[n] = sum += value << 2 >> 26;
                        samples[n + 1] = sum += value << 8 >> 26;
                        samples[n + 2] = sum += value << 14 >> 26;
                        samples[n + 3] = sum += value << 20 >> 26;
                        samples[n + 4] = sum += value << 26 >> 26;
                        n += 5;
                    }
                    case 0xD -> {
                        samples[n] = sum += value << 2 >> 27;
                        samples[n + 1] = sum += value << 7 >> 27;
                        samples[n + 2] = sum += value << 12 >> 27;
                        samples[n + 3] = sum += value << 17 >> 27;
                        samples[n + 4] = sum += value << 22 >> 27;
                        samples[n + 5] = sum += value << 27 >> 27;
                        n += 6;
                    }
                    case 0xE -> {
                        samples[n] = sum += value << 4 >> 28;
                        samples[n + 1] = sum += value << 8 >> 28;
                        samples[n + 2] = sum += value << 12 >> 28;
                        samples[n + 3] = sum += value << 16 >> 28;
                        samples[n + 4] = sum += value << 20 >> 28;
                        samples[n + 5] = sum += value << 24 >> 28;
                        samples[n + 6] = sum += value << 28 >> 28;
                        n += 7;
                    }
                    case 0x8, 0xF ->
                            badWord.note(frame, word, codes >>> CODE_SHIFT, value >>> CODE_SHIFT);
                    default -> { }
                }
            }
        }
        return n;
    }
}
