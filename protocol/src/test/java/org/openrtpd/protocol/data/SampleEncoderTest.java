package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.openrtpd.protocol.record.DataFormat;

/** Record format, sections 2.5, 4.4, 4.10 and 5. */
class SampleEncoderTest {

    private static final int FILLER_LENGTH = DataPacket.FRAMES_OFFSET - DataPacket.SAMPLES_OFFSET;

    private final SampleDecoder decoder = new SampleDecoder();
    private final DataPacket view = new DataPacket();

    @ParameterizedTest
    @EnumSource
    void shouldWriteTheTestVectorBitForBit(TestVector vector) {
        DataFormat format = view.wrap(vector.packet(), 0).format();
        ByteBuf packet = vector.emptyPacket();

        int taken = new SampleEncoder(format)
                .encode(packet, 0, vector.samples(), 0, vector.samples().length, vector.previous());

        assertThat(taken).isEqualTo(vector.samples().length);
        assertThat(ByteBufUtil.hexDump(packet)).isEqualTo(ByteBufUtil.hexDump(vector.packet()));
    }

    /** Section 2.5: 16-bit with 500 and 90 samples and 32-bit with 250 as recorded; C0 and C2. */
    @ParameterizedTest
    @CsvSource({"INT16,500,1024", "INT16,90,204", "INT32,250,1024", "INT32,1,28", "STEIM1,1,1024",
            "STEIM2,10,1024", "INT32_OVERSCALE,2,32", "STEIM2,0,1024", "INT16,0,24"})
    void shouldSayHowManyBytesAreValid(DataFormat format, int samples, int byteCount) {
        ByteBuf packet = TestVector.C0.emptyPacket();

        int taken = new SampleEncoder(format).encode(packet, 0, new int[samples], 0, samples, 0);

        view.wrap(packet, 0);
        assertThat(taken).isEqualTo(samples);
        assertThat(view.header().byteCount()).isEqualTo(byteCount);
        assertThat(view.sampleCount()).isEqualTo(samples);
        assertThat(view.format()).isEqualTo(format);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void shouldTakeWhatFitsAndLeaveTheRest(DataFormat format) {
        ByteBuf packet = TestVector.C0.emptyPacket();
        int[] samples = new int[2000];
        Arrays.fill(samples, 17);

        int taken = new SampleEncoder(format).encode(packet, 0, samples, 0, samples.length, 17);

        assertThat(taken).isEqualTo(format.maxSamples());
        assertThat(decoder.decode(packet, 0, samples)).isEqualTo(taken);
        assertThat(decoder.defects()).hasToString("[]");
    }

    /** Section 4.4: encoders write blanks before the frames. */
    @Test
    void shouldFillTheGapBeforeTheFramesWithBlanks() {
        ByteBuf packet = TestVector.C2.emptyPacket();

        new SampleEncoder(DataFormat.STEIM2).encode(packet, 0, new int[] {1, 2, 3}, 0, 3, 0);

        assertThat(ByteBufUtil.hexDump(packet, DataPacket.SAMPLES_OFFSET, FILLER_LENGTH))
                .isEqualTo("20".repeat(FILLER_LENGTH));
    }

    @Test
    void shouldLeaveTheCallersFieldsAlone() {
        ByteBuf packet = TestVector.C2.emptyPacket();
        packet.setByte(22, DataFlag.CALIBRATION.bit());

        new SampleEncoder(DataFormat.INT32).encode(packet, 0, new int[] {1, 2, 3}, 0, 3, 0);

        view.wrap(packet, 0);
        assertThat(ByteBufUtil.hexDump(packet, 0, 12)).isEqualTo("445400269f3c291071530250");
        assertThat(view.header().sequence()).isEqualTo(43);
        assertThat(view.event()).isEqualTo(7);
        assertThat(view.channelIndex()).isEqualTo(2);
        assertThat(view.isCalibration()).isTrue();
    }

    @Test
    void shouldRefuseASampleThatDoesNotFit16Bits() {
        ByteBuf packet = TestVector.C0.emptyPacket();
        SampleEncoder encoder = new SampleEncoder(DataFormat.INT16);

        assertThat(encoder.encode(packet, 0, new int[] {-32768, 32767}, 0, 2, 0)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(packet, 0, new int[] {32768}, 0, 1, 0))
                .withMessageContaining("32768 does not fit 16 bits");
    }

    @Test
    void shouldRefuseAFormatThatIsNotDefined() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleEncoder(DataFormat.UNKNOWN));
    }
}
