package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;

/** Record format, sections 4, 5 and 13. */
class SampleDecoderTest {

    private static final int XN = 72;
    private static final int CODES = 64;
    private static final int SAMPLE_COUNT = 20;
    private static final int FORMAT = 23;

    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];

    private int[] decode(ByteBuf packet) {
        return Arrays.copyOf(samples, decoder.decode(packet, 0, samples));
    }

    private static ByteBuf packet(DataFormat format, int... samples) {
        ByteBuf packet = TestVector.C0.emptyPacket();
        new SampleEncoder(format).encode(packet, 0, samples, 0, samples.length, 0);
        return packet;
    }

    private static int[] firstOf(TestVector vector, int count) {
        return Arrays.copyOf(vector.samples(), count);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheTestVector(TestVector vector) {
        assertThat(decode(vector.packet())).isEqualTo(vector.samples());

        int[] expected = vector.samples();
        assertThat(decoder.defects().isEmpty()).isTrue();
        assertThat(decoder.x0()).isEqualTo(expected[0]);
        assertThat(decoder.xn()).isEqualTo(expected[expected.length - 1]);
        assertThat(decoder.hasFirstDifference()).isTrue();
        assertThat(decoder.x0() - decoder.firstDifference()).isEqualTo(vector.previous());
        assertThat(decoder.differences()).isEqualTo(expected.length);
        assertThat(decoder.overscaledSamples()).isZero();
        assertThat(decoder.badWord().isPresent()).isFalse();
    }

    /** Section 4.4: what stands before the frames is leftovers. */
    @Test
    void shouldIgnoreTheBytesBeforeTheFrames() {
        ByteBuf packet = TestVector.C2.packet();
        new SplittableRandom(3).ints(40).forEach(i -> packet.setByte(24 + (i & 31), i >> 8));

        assertThat(decode(packet)).isEqualTo(TestVector.C2.samples());
    }

    /** Section 4.3: two's complement, big-endian; what stands behind the last sample is nothing. */
    @Test
    void shouldReadPlainSamples() {
        ByteBuf packet = packet(DataFormat.INT16, 1, -1, 32767, -32768);
        packet.setShort(32, 0x7777);
        assertThat(ByteBufUtil.hexDump(packet, 24, 8)).isEqualTo("0001ffff7fff8000");
        assertThat(decode(packet)).containsExactly(1, -1, 32767, -32768);

        packet = packet(DataFormat.INT32, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
        packet.setShort(40, 0x7777);
        assertThat(ByteBufUtil.hexDump(packet, 24, 16))
                .isEqualTo("00000001ffffffff7fffffff80000000");
        assertThat(decode(packet)).containsExactly(1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);

        assertThat(decoder.defects()).hasToString("[]");
        assertThat(decoder.hasFirstDifference()).isFalse();
        assertThat(decoder.differences()).isZero();
    }

    @Test
    void shouldRefuseAnArrayThatAFullPacketWouldOverrun() {
        assertThat(SampleDecoder.MAX_SAMPLES).isEqualTo(1561);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decoder.decode(TestVector.C0.packet(), 0, new int[1560]));
    }

    /** Section 4.8. */
    @Nested
    class Integrity {

        @Test
        void shouldKeepWhatIsThereWhenDifferencesAreMissing() {
            ByteBuf packet = TestVector.C0.packet();
            Bcd.put(packet, SAMPLE_COUNT, 0, 4, 40);

            assertThat(decode(packet)).isEqualTo(TestVector.C0.samples());

            assertThat(decoder.defects()).hasToString("[SHORT]");
            assertThat(decoder.differences()).isEqualTo(14);
        }

        @Test
        void shouldFlagALastSampleThatIsNotXn() {
            ByteBuf packet = TestVector.C2.packet();
            packet.setInt(XN, 200071);

            assertThat(decode(packet)).isEqualTo(TestVector.C2.samples());

            assertThat(decoder.defects()).hasToString("[MISMATCH]");
            assertThat(decoder.xn()).isEqualTo(200071);
        }

        /** Word 10 of the vector has two 15-bit differences: code 2, second code 2. */
        @Test
        void shouldTakeAWordWithABadCodeAsEmpty() {
            ByteBuf packet = TestVector.C2.packet();
            int at = CODES + 4 * 10;
            packet.setInt(at, packet.getInt(at) & 0x3FFF_FFFF);

            int[] decoded = decode(packet);

            assertThat(decoded).hasSize(28).startsWith(firstOf(TestVector.C2, 25));
            assertThat(decoder.defects()).hasToString("[SHORT, MISMATCH, BAD_CODE]");
            assertThat(decoder.badWord()).hasToString("frame 0 word 10 code 2/0");
            assertThat(decoder.badWord().frame()).isZero();
            assertThat(decoder.badWord().word()).isEqualTo(10);
            assertThat(decoder.badWord().code()).isEqualTo(2);
            assertThat(decoder.badWord().secondCode()).isZero();
        }

        @Test
        void shouldLeaveOutDifferencesThatAreTooMany() {
            ByteBuf packet = TestVector.C0.packet();
            Bcd.put(packet, SAMPLE_COUNT, 0, 4, 13);

            assertThat(decode(packet)).isEqualTo(firstOf(TestVector.C0, 13));

            assertThat(decoder.defects()).hasToString("[SURPLUS]");
            assertThat(decoder.differences()).isEqualTo(14);
        }

        @Test
        void shouldReadNothingFromFramesWithoutDifferences() {
            ByteBuf packet = TestVector.C0.packet();
            packet.setInt(CODES, 0);

            assertThat(decode(packet)).isEmpty();

            assertThat(decoder.defects()).hasToString("[SHORT]");
            assertThat(decoder.hasFirstDifference()).isFalse();
        }
    }

    /** Section 4.9. */
    @Nested
    class OverscaleFormats {

        @ParameterizedTest
        @EnumSource(names = {"INT32_OVERSCALE", "STEIM1_OVERSCALE", "STEIM2_OVERSCALE"})
        void shouldCountAndCleanOverscaledSamples(DataFormat format) {
            int[] raw = {5, 0x1000_0005, 0x2000_0007, 0x7000_0005};

            ByteBuf packet = packet(format, raw);

            // Steim 2 cannot step from 0x20000007 to 0x70000005: that block ends before it.
            int count = format == DataFormat.STEIM2_OVERSCALE ? 3 : 4;
            assertThat(decode(packet)).isEqualTo(Arrays.copyOf(new int[] {5, 5, 7, 5}, count));
            assertThat(decoder.overscaledSamples()).isEqualTo(count - 1);
            assertThat(decoder.defects()).hasToString("[]");
        }

        @Test
        void shouldNeverTouchTheSign() {
            assertThat(decode(packet(DataFormat.INT32_OVERSCALE, -1, 0x8FFF_FFFF, -2, 0xE000_0000)))
                    .containsExactly(-1, -1, -2, 0xF000_0000);
            assertThat(decoder.overscaledSamples()).isEqualTo(2);
        }

        @Test
        void shouldCheckXnBeforeCleaning() {
            ByteBuf packet = packet(DataFormat.STEIM1_OVERSCALE, 5, 0x1000_0005);
            assertThat(decode(packet)).containsExactly(5, 5);
            assertThat(decoder.has(SampleDefect.MISMATCH)).isFalse();
            assertThat(decoder.xn()).isEqualTo(0x1000_0005);

            packet.setInt(XN, 5);
            assertThat(decode(packet)).containsExactly(5, 5);
            assertThat(decoder.has(SampleDefect.MISMATCH)).isTrue();
        }

        @ParameterizedTest
        @EnumSource(names = {"INT32", "STEIM1"})
        void shouldLeaveLargeSamplesOfOtherFormatsAlone(DataFormat format) {
            assertThat(decode(packet(format, 0x1000_0005, 0x7FFF_FFFF)))
                    .containsExactly(0x1000_0005, 0x7FFF_FFFF);
            assertThat(decoder.overscaledSamples()).isZero();
        }
    }

    /** Section 13. */
    @Nested
    class BadInput {

        @Test
        void shouldRefuseLessThanAPacket() {
            ByteBuf packet = TestVector.C0.packet().writerIndex(1023);

            assertThat(decode(packet)).isEmpty();
            assertThat(decoder.defects()).hasToString("[TRUNCATED]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"EH", "ET", "SH", "dt", "??"})
        void shouldRefuseWhatIsNoDataPacket(String letters) {
            ByteBuf packet = TestVector.C0.packet();
            packet.setShort(0, letters.charAt(0) << 8 | letters.charAt(1));

            assertThat(decode(packet)).isEmpty();
            assertThat(decoder.defects()).hasToString("[NOT_DATA]");
        }

        /** Sequence, event, stream, channel, sample count; stream above 8 and channel above 31. */
        @ParameterizedTest
        @CsvSource({"14,0A", "15,A0", "16,0A", "17,FF", "18,A0", "18,09", "18,99", "19,0C", "19,32",
            "20,A0", "21,0B"})
        void shouldRefuseAHeaderThatDoesNotSayWhoseSamplesTheseAre(int offset, String value) {
            ByteBuf packet = TestVector.C2.packet();
            packet.setByte(offset, Integer.parseInt(value, 16));

            assertThat(decode(packet)).isEmpty();
            assertThat(decoder.defects()).hasToString("[UNDECODABLE]");
            assertThat(decoder.x0()).isZero();
        }

        @Test
        void shouldReadSamplesOfAPacketWithoutAReadableTime() {
            ByteBuf packet = TestVector.C2.packet();
            packet.setByte(3, 0xAA).setByte(6, 0xFF);

            assertThat(decode(packet)).isEqualTo(TestVector.C2.samples());
            assertThat(decoder.defects()).hasToString("[]");
        }

        @ParameterizedTest
        @ValueSource(ints = {0x00, 0x17, 0x34, 0xC4, 0xFF})
        void shouldRefuseAFormatThatIsNotDefined(int format) {
            ByteBuf packet = TestVector.C0.packet();
            packet.setByte(FORMAT, format);

            assertThat(decode(packet)).isEmpty();
            assertThat(decoder.defects()).hasToString("[UNKNOWN_FORMAT]");
        }

        @ParameterizedTest
        @CsvSource({"INT16,501", "INT32,251", "INT32_OVERSCALE,9999", "STEIM1,893",
            "STEIM1_OVERSCALE,1000", "STEIM2,1562", "STEIM2_OVERSCALE,9999"})
        void shouldFlagASampleCountAboveTheFormatsMaximum(DataFormat format, int count) {
            int[] full = new int[format.maxSamples()];
            Arrays.fill(full, 4);
            ByteBuf packet = packet(format, full);
            Bcd.put(packet, SAMPLE_COUNT, 0, 4, count);

            assertThat(decode(packet)).isEqualTo(full);
            assertThat(decoder.defects()).hasToString("[TOO_MANY]");
        }

        @ParameterizedTest
        @EnumSource(names = {"INT16", "INT32", "STEIM2"})
        void shouldTakeNoSamplesAsLegal(DataFormat format) {
            assertThat(decode(packet(format))).isEmpty();
            assertThat(decoder.defects()).hasToString("[]");
            assertThat(decoder.hasFirstDifference()).isFalse();
        }

        @Test
        void shouldDecodeByTheSampleCountWhenTheByteCountIsTooSmall() {
            ByteBuf packet = packet(DataFormat.INT16, 1, 2, 3);
            Bcd.put(packet, 12, 0, 4, 29);

            assertThat(decode(packet)).containsExactly(1, 2, 3);
            assertThat(decoder.defects()).hasToString("[BYTES_SHORT]");
        }

        /** Outside 24-1024, or not decimal, it is taken as 1024; Steim never looks at it. */
        @ParameterizedTest
        @CsvSource({"INT16,0023", "INT32,1025", "INT32,00A0", "STEIM1,0024"})
        void shouldNotTrustAByteCountThatCannotBe(DataFormat format, String count) {
            ByteBuf packet = packet(format, 1, 2, 3);
            packet.setShort(12, Integer.parseInt(count, 16));

            assertThat(decode(packet)).containsExactly(1, 2, 3);
            assertThat(decoder.defects()).hasToString("[]");
        }

        @Test
        void shouldForgetOnePacketBeforeTheNext() {
            ByteBuf bad = TestVector.C2.packet();
            bad.setInt(CODES + 4 * 10, 0).setInt(XN, 1);
            decode(bad);
            assertThat(decoder.defects().size()).isEqualTo(3);

            assertThat(decode(packet(DataFormat.INT16, 9))).containsExactly(9);

            assertThat(decoder.defects().isEmpty()).isTrue();
            assertThat(decoder.badWord().isPresent()).isFalse();
            assertThat(decoder.hasFirstDifference()).isFalse();
            assertThat(decoder.x0()).isZero();
            assertThat(decoder.xn()).isZero();
            assertThat(decoder.firstDifference()).isZero();
            assertThat(decoder.differences()).isZero();
        }

        @Test
        void shouldNeverThrowOnAny1024Bytes() {
            SplittableRandom random = new SplittableRandom(8);
            RandomPackets packets = new RandomPackets(9);
            byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
            ByteBuf packet = Unpooled.wrappedBuffer(bytes);
            for (int i = 0; i < 30_000; i++) {
                random.nextBytes(bytes);
                if (i % 3 != 0) {
                    packets.header(packet, 0);
                    packet.setByte(FORMAT, packets.format().code());
                    Bcd.put(packet, SAMPLE_COUNT, 0, 4, random.nextInt(10_000));
                } else {
                    packet.setShort(0, 0x4454);
                }
                int count = decoder.decode(packet, 0, samples);
                assertThat(count).isBetween(0, SampleDecoder.MAX_SAMPLES);
            }
        }
    }

    @Test
    void shouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuf sound = TestVector.C2.packet();
        ByteBuf bad = TestVector.C2.packet().setInt(CODES + 4 * 10, 0);
        ByteBuf plain = packet(DataFormat.INT32_OVERSCALE, 1, 2, 3);
        long before = 0;

        int rounds = 4000;
        for (int i = 0; i < 2 * rounds; i++) {
            if (i == rounds) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            decoder.decode(sound, 0, samples);
            decoder.decode(bad, 0, samples);
            decoder.decode(plain, 0, samples);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(rounds);
    }
}
