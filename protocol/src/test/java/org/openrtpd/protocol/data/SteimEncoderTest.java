package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Record format, section 4.10. The vectors of section 5 are in {@link SampleEncoderTest}. */
class SteimEncoderTest {

    private static final int FIRST_WORD = 12;
    private static final int OFFSET = 5;

    private final SteimDecoder decoder = new SteimDecoder();
    private final int[] decoded = new int[SteimLevel.STEIM2.capacity(63)];

    private static int[] constant(int count, int value) {
        int[] samples = new int[count];
        Arrays.fill(samples, value);
        return samples;
    }

    /** Codes and words of one block of differences, as many as it takes. */
    private static String words(SteimLevel level, int... differences) {
        int[] samples = differences.clone();
        Arrays.parallelPrefix(samples, Integer::sum);
        ByteBuf block = Unpooled.buffer(SteimLevel.FRAME_LENGTH);
        new SteimEncoder(level, 1).encode(samples, 0, samples.length, 0, block, 0);
        StringBuilder words = new StringBuilder();
        for (int i = 3; i < 16 && (block.getInt(0) >> 2 * (15 - i) & 3) != 0; i++) {
            words.append(i == 3 ? "" : " ").append(block.getInt(0) >> 2 * (15 - i) & 3)
                    .append(':').append(ByteBufUtil.hexDump(block, 4 * i, 4));
        }
        return words.toString();
    }

    /** At both ends of each width, and one beyond it. */
    @ParameterizedTest
    @CsvSource({
        "STEIM1, 127 -128 0 0, 1:7f800000", "STEIM1, 128 -128 0 0, 2:0080ff80 2:00000000",
        "STEIM1, 32767 -32768, 2:7fff8000", "STEIM1, 32768 1, 3:00008000 3:00000001",
        "STEIM1, 1 2 3, 2:00010002 3:00000003",
        "STEIM2, 7 -8 0 0 0 0 0, 3:87800000", "STEIM2, 8 -8 0 0 0 0 0, 3:51800000 2:40000000",
        "STEIM2, 15 -16 0 0 0 0, 3:5f000000", "STEIM2, 16 -16 0 0 0 0, 3:10c00000 2:40000000",
        "STEIM2, 31 -32 0 0 0, 3:1f800000", "STEIM2, 32 -32 0 0 0, 1:20e00000 2:40000000",
        "STEIM2, 127 -128 0 0, 1:7f800000", "STEIM2, 128 -128 0 0, 2:c80e0000 2:40000000",
        "STEIM2, 511 -512 0, 2:dff80000", "STEIM2, 512 -512 0, 2:81007e00 2:40000000",
        "STEIM2, 16383 -16384, 2:9fffc000", "STEIM2, 16384 1, 2:40004000 2:40000001",
        "STEIM2, 536870911, 2:5fffffff", "STEIM2, -536870912, 2:60000000"})
    void shouldTakeTheLongestPackingThatFits(SteimLevel level, String differences, String words) {
        int[] numbers = Arrays.stream(differences.split(" ")).mapToInt(Integer::parseInt).toArray();

        assertThat(words(level, numbers)).isEqualTo(words);
    }

    /** 15 frames of a packet, 7 of a 512-byte and 63 of a 4096-byte miniSEED record. */
    @ParameterizedTest
    @CsvSource({"STEIM1, 15, 892", "STEIM2, 15, 1561", "STEIM1, 7, 412", "STEIM2, 7, 721",
        "STEIM1, 63, 3772", "STEIM2, 63, 6601", "STEIM1, 1, 52"})
    void shouldFillEveryWordOfTheFrames(SteimLevel level, int frames, int count) {
        assertThat(level.capacity(frames)).isEqualTo(count);
        ByteBuf block = Unpooled.buffer(frames * SteimLevel.FRAME_LENGTH);
        int[] samples = constant(count + 1, 3);

        int taken = new SteimEncoder(level, frames).encode(samples, 0, count + 1, 3, block, 0);

        assertThat(taken).isEqualTo(count);
        assertThat(decoder.decode(level, block, 0, frames, decoded)).isEqualTo(count);
        assertThat(decoder.lastSample()).isEqualTo(3);
    }

    @Test
    void shouldWriteFromTheMiddleOfTheArrayToTheMiddleOfTheBuffer() {
        ByteBuf block = Unpooled.buffer(200);
        block.setBytes(0, new byte[] {1, 2, 3, 4, 5});
        int[] samples = {999, 10, 11, 12, 999};

        int taken = new SteimEncoder(SteimLevel.STEIM1, 2).encode(samples, 1, 3, 9, block, OFFSET);

        assertThat(taken).isEqualTo(3);
        assertThat(decoder.decode(SteimLevel.STEIM1, block, OFFSET, 2, decoded)).isEqualTo(3);
        assertThat(decoded).startsWith(10, 11, 12);
        assertThat(decoder.firstDifference()).isEqualTo(1);
        assertThat(ByteBufUtil.hexDump(block, 0, OFFSET)).isEqualTo("0102030405");
    }

    @Test
    void shouldLeaveNothingOldInWordsThatAreNotUsed() {
        ByteBuf block = Unpooled.buffer(128);
        new SteimEncoder(SteimLevel.STEIM2, 2).encode(constant(500, 1 << 20), 0, 500, 5, block, 0);

        new SteimEncoder(SteimLevel.STEIM2, 2).encode(new int[] {1}, 0, 1, 0, block, 0);

        assertThat(ByteBufUtil.hexDump(block, 0, 128))
                .isEqualTo("02000000" + "00000001" + "00000001" + "40000001" + "00".repeat(112));
    }

    @Test
    void shouldWriteZerosWhenThereIsNoSample() {
        ByteBuf block = Unpooled.buffer(64).writeBytes(new byte[64]).setInt(0, -1);

        int taken = new SteimEncoder(SteimLevel.STEIM2, 1).encode(new int[0], 0, 0, 7, block, 0);

        assertThat(taken).isZero();
        assertThat(ByteBufUtil.hexDump(block, 0, 64)).isEqualTo("00".repeat(64));
    }

    @Test
    void shouldRefuseABlockWithoutFrames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SteimEncoder(SteimLevel.STEIM1, 0));
    }

    @Nested
    class ExtremeDifferences {

        /** From the largest to the smallest number it is one step, which fits anywhere. */
        @Test
        void shouldWrapIn32Bits() {
            int[] samples = {
                Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE
            };
            ByteBuf block = Unpooled.buffer(64);
            for (SteimLevel level : SteimLevel.values()) {
                int taken = new SteimEncoder(level, 1)
                        .encode(samples, 0, 4, Integer.MAX_VALUE, block, 0);

                assertThat(taken).isEqualTo(4);
                assertThat(decoder.decode(level, block, 0, 1, decoded)).isEqualTo(4);
                assertThat(decoded).startsWith(samples);
            }
        }

        @ParameterizedTest
        @CsvSource({"536870912", "-536870913", "2147483647", "-2147483648"})
        void shouldEndASteim2BlockBeforeADifferenceAbove30Bits(int step) {
            int[] samples = {1, 2, 3, 3 + step, 4 + step};
            ByteBuf block = Unpooled.buffer(64);
            SteimEncoder encoder = new SteimEncoder(SteimLevel.STEIM2, 1);

            assertThat(encoder.encode(samples, 0, 5, 0, block, 0)).isEqualTo(3);
            assertThat(decoder.decode(SteimLevel.STEIM2, block, 0, 1, decoded)).isEqualTo(3);
            assertThat(decoder.lastSample()).isEqualTo(3);

            assertThat(encoder.encode(samples, 3, 2, 3, block, 0)).isEqualTo(2);
            assertThat(decoder.decode(SteimLevel.STEIM2, block, 0, 1, decoded)).isEqualTo(2);
            assertThat(decoded).startsWith(3 + step, 4 + step);
        }

        /** X0 - D0 is the sample before, modulo 2^30. */
        @ParameterizedTest
        @CsvSource({"2000000000, 0", "-2147483648, 0", "2000000000, -100000000", "0, 536870913"})
        void shouldWriteTheLowBitsOfAFirstDifferenceThatDoesNotFit(int first, int previous) {
            int[] samples = {first, first, first + 1};
            ByteBuf block = Unpooled.buffer(64);

            int taken = new SteimEncoder(SteimLevel.STEIM2, 1)
                    .encode(samples, 0, 3, previous, block, 0);

            assertThat(taken).isEqualTo(3);
            assertThat(block.getInt(FIRST_WORD) >>> 30).isEqualTo(1);
            assertThat(decoder.decode(SteimLevel.STEIM2, block, 0, 1, decoded)).isEqualTo(3);
            assertThat(decoded).startsWith(samples);
            assertThat(first - decoder.firstDifference() << 2).isEqualTo(previous << 2);
        }

        @Test
        void shouldTakeAnyDifferenceInSteim1() {
            int[] samples = {Integer.MIN_VALUE, 0, Integer.MIN_VALUE, 1_500_000_000};
            ByteBuf block = Unpooled.buffer(64);

            assertThat(new SteimEncoder(SteimLevel.STEIM1, 1).encode(samples, 0, 4, 0, block, 0))
                    .isEqualTo(4);
            decoder.decode(SteimLevel.STEIM1, block, 0, 1, decoded);

            assertThat(decoded).startsWith(samples);
        }
    }

    /** Whatever the samples are: blocks follow each other until all are written. */
    @Test
    void shouldAlwaysGetOn() {
        RandomPackets random = new RandomPackets(31);
        ByteBuf block = Unpooled.buffer(7 * SteimLevel.FRAME_LENGTH);
        for (int i = 0; i < 200; i++) {
            int[] samples = random.samples(500, Integer.SIZE);
            for (SteimLevel level : SteimLevel.values()) {
                int previous = 0;
                for (int from = 0; from < samples.length; ) {
                    int taken = new SteimEncoder(level, 7)
                            .encode(samples, from, samples.length - from, previous, block, 0);

                    assertThat(taken).isPositive();
                    assertThat(decoder.decode(level, block, 0, 7, decoded)).isEqualTo(taken);
                    assertThat(Arrays.copyOf(decoded, taken))
                            .isEqualTo(Arrays.copyOfRange(samples, from, from + taken));
                    from += taken;
                    previous = samples[from - 1];
                }
            }
        }
    }
}
