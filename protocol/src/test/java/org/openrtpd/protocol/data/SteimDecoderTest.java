package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Record format, sections 4.4 to 4.8, word by word. */
class SteimDecoderTest {

    private static final int FRAMES = 2;

    private final SteimDecoder decoder = new SteimDecoder();
    private final int[] samples = new int[SteimLevel.STEIM2.capacity(FRAMES)];
    private final ByteBuf block = Unpooled.buffer(FRAMES * SteimLevel.FRAME_LENGTH).writeZero(128);

    private void word(int frame, int word, int code, int value) {
        int codes = frame * SteimLevel.FRAME_LENGTH;
        block.setInt(codes, block.getInt(codes) | code << 2 * (15 - word));
        block.setInt(codes + 4 * word, value);
    }

    private int[] decode(SteimLevel level) {
        return Arrays.copyOf(samples, decoder.decode(level, block, 0, FRAMES, samples));
    }

    /** Sections 4.6 and 4.7: every code, with the differences from high bits to low ones. */
    @ParameterizedTest
    @CsvSource({
        "STEIM1, 1, 017F80FF, 1 128 0 -1", "STEIM1, 2, 7FFF8000, 32767 -1",
        "STEIM1, 3, 80000000, -2147483648",
        "STEIM2, 1, 017F80FF, 1 128 0 -1", "STEIM2, 2, 5FFFFFFF, 536870911",
        "STEIM2, 2, 60000000, -536870912", "STEIM2, 2, 9FFFC000, 16383 -1",
        "STEIM2, 2, DFF80001, 511 -1 0", "STEIM2, 3, 1F81F07F, 31 -1 30 31 30",
        "STEIM2, 3, 5F0783FF, 15 -1 14 14 13 12",
        "STEIM2, 3, 87801F8F, 7 -1 -1 0 -1 -9 -10"})
    void shouldReadEveryPacking(SteimLevel level, int code, String word, String sums) {
        // D0 is not summed up, so that a word of four zeros stands before the one looked at.
        word(0, 3, 1, 0);
        word(0, 4, code, Integer.parseUnsignedInt(word, 16));

        int[] decoded = decode(level);

        int[] expected = Arrays.stream(sums.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(Arrays.copyOfRange(decoded, 4, decoded.length)).isEqualTo(expected);
    }

    /** Section 4.4: unused words may hold anything. */
    @Test
    void shouldSkipWordsWithCodeZeroWhateverTheyHold() {
        for (int i = 0; i < 128; i += 4) {
            block.setInt(i, i % 64 == 0 ? 0 : 0xDEADBEEF);
        }
        block.setInt(4, 100);
        word(0, 5, 1, 0x00010101);
        word(1, 15, 1, 0x01010101);

        assertThat(decode(SteimLevel.STEIM2))
                .containsExactly(100, 101, 102, 103, 104, 105, 106, 107);
    }

    /** Words 0 to 2 of the first frame have no differences, whatever their codes say. */
    @ParameterizedTest
    @EnumSource
    void shouldIgnoreTheCodesOfWordZeroAndTheTwoConstants(SteimLevel level) {
        block.setInt(4, 7).setInt(8, 7);
        word(0, 3, 1, 0);
        block.setInt(0, block.getInt(0) | 0xD400_0000);

        assertThat(decode(level)).containsExactly(7, 7, 7, 7);
        assertThat(decoder.firstSample()).isEqualTo(7);
        assertThat(decoder.lastSample()).isEqualTo(7);
    }

    @Test
    void shouldReadWordsOneAndTwoOfLaterFrames() {
        word(1, 1, 3, 5);
        word(1, 2, 3, 6);

        assertThat(decode(SteimLevel.STEIM1)).containsExactly(0, 6);
        assertThat(decoder.firstDifference()).isEqualTo(5);
    }

    /** Section 4.5: D0 is no part of the samples, also when X0 - D0 is out of range. */
    @Test
    void shouldNotUseTheFirstDifference() {
        block.setInt(4, Integer.MAX_VALUE);
        word(0, 3, 3, Integer.MIN_VALUE);
        word(0, 4, 3, 1);

        assertThat(decode(SteimLevel.STEIM1)).containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
        assertThat(decoder.firstDifference()).isEqualTo(Integer.MIN_VALUE);
    }

    /** Section 4.8: the word is taken as empty, and the first one is told. */
    @ParameterizedTest
    @CsvSource({"2, 0x0FFFFFFF, code 2/0", "3, 0xFFFFFFFF, code 3/3"})
    void shouldTellTheFirstBadWordAndGoOn(int code, String value, String told) {
        word(0, 3, code, Long.decode(value).intValue());
        word(0, 4, 1, 0x0A010101);
        word(1, 9, 2, 0);

        assertThat(decode(SteimLevel.STEIM2)).containsExactly(0, 1, 2, 3);
        assertThat(decoder.badWord()).hasToString("frame 0 word 3 " + told);
        assertThat(decoder.firstDifference()).isEqualTo(10);
    }

    @Test
    void shouldKnowNoBadCodeInSteim1() {
        word(0, 3, 2, 0x0FFF_FFFF);
        word(0, 4, 3, 0xFFFF_FFFF);

        assertThat(decode(SteimLevel.STEIM1)).containsExactly(0, -1, -2);
        assertThat(decoder.badWord().isPresent()).isFalse();
        assertThat(decoder.badWord()).hasToString("no bad word");
    }

    @Test
    void shouldRefuseAnArrayThatFullFramesWouldOverrun() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> decoder.decode(SteimLevel.STEIM1, block, 0, FRAMES, new int[111]));
        assertThat(decoder.decode(SteimLevel.STEIM1, block, 0, FRAMES, new int[112])).isZero();
    }
}
