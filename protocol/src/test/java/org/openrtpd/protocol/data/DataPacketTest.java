package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.protocol.record.DataFormat;

/** Record format, sections 4, 4.1, 4.2 and 13. */
class DataPacketTest {

    private static final int START = 100;

    private final DataPacket packet = new DataPacket();

    @Test
    void shouldReadTheTestVectorWhereverItStands() {
        ByteBuf buffer = Unpooled.buffer().writeZero(START).writeBytes(TestVector.C2.packet());

        packet.wrap(buffer, START);

        assertThat(packet.isData()).isTrue();
        assertThat(packet.header().unit()).isEqualTo(0x9F3C);
        assertThat(packet.event()).isEqualTo(7);
        assertThat(packet.streamIndex()).isZero();
        assertThat(packet.channelIndex()).isEqualTo(2);
        assertThat(packet.sampleCount()).isEqualTo(30);
        assertThat(packet.format()).isEqualTo(DataFormat.STEIM2);
        assertThat(packet.formatCode()).isEqualTo(0xC2);
        assertThat(packet.flags()).isZero();
        assertThat(packet.isIdentified()).isTrue();
    }

    @Test
    void shouldRefuseToLookAtLessThanAPacket() {
        assertThat(DataPacket.fits(1023)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> packet.wrap(Unpooled.wrappedBuffer(new byte[1030]), 7))
                .withMessageContaining("1024 bytes");
    }

    /** Section 4.1: each bit is one question. */
    @Test
    void shouldReadEachFlagByItself() {
        ByteBuf bytes = TestVector.C0.packet();
        packet.wrap(bytes, 0);
        for (DataFlag flag : DataFlag.values()) {
            bytes.setByte(22, flag.bit());

            assertThat(packet.isCalibration()).isEqualTo(flag == DataFlag.CALIBRATION);
            assertThat(packet.isOverscaled()).isEqualTo(flag == DataFlag.OVERSCALED);
            assertThat(packet.isStacked()).isEqualTo(flag == DataFlag.STACKED);
            assertThat(packet.isTriggeredByCommand())
                    .isEqualTo(flag == DataFlag.TRIGGERED_BY_COMMAND);
            assertThat(packet.isLastOfEvent()).isEqualTo(flag == DataFlag.LAST_OF_EVENT);
            assertThat(packet.isFirstOfEvent()).isEqualTo(flag == DataFlag.FIRST_OF_EVENT);
        }
        bytes.setByte(22, 0x80 | 0x02);
        assertThat(packet.isCalibration()).isTrue();
        assertThat(packet.isLastOfEvent()).isTrue();
        assertThat(packet.isStacked()).isFalse();
    }

    /** Sections 4.2 and 4.3: where samples stand, within the packet whatever the count says. */
    @ParameterizedTest
    @CsvSource({
        "16, 0090, 90, 24, 204", "16, 0500, 500, 24, 1024", "16, 9999, 500, 24, 1024",
        "32, 0250, 250, 24, 1024", "33, 0251, 250, 24, 1024", "32, 0000, 0, 24, 24",
        "C0, 0014, 14, 64, 1024", "C1, 0893, 892, 64, 1024", "C2, 1561, 1561, 64, 1024",
        "C3, 1562, 1561, 64, 1024", "17, 0100, 0, 24, 24", "32, 00A0, 0, 24, 24"})
    void shouldBoundTheSamplesByTheFormat(
            String format, String count, int bounded, int offset, int end) {
        ByteBuf bytes = TestVector.C0.packet();
        bytes.setByte(23, Integer.parseInt(format, 16)).setShort(20, Integer.parseInt(count, 16));

        packet.wrap(bytes, 0);

        assertThat(packet.boundedSampleCount()).isEqualTo(bounded);
        assertThat(packet.dataOffset()).isEqualTo(offset);
        assertThat(packet.dataEnd()).isEqualTo(end);
    }

    /** Section 13: the highest values that have a name, and what is beyond them. */
    @ParameterizedTest
    @CsvSource({
        "18, 08, true", "18, 09, false", "18, 0A, false", "19, 31, true", "19, 32, false",
        "19, C0, false", "14, A0, false", "16, 0F, false", "20, F0, false"})
    void shouldKnowWhetherItIsSaidWhoseSamplesTheseAre(
            int offset, String value, boolean identified) {
        ByteBuf bytes = TestVector.C0.packet();
        bytes.setByte(offset, Integer.parseInt(value, 16));

        assertThat(packet.wrap(bytes, 0).isIdentified()).isEqualTo(identified);
    }

    @Test
    void shouldKnowPacketsThatAreNoData() {
        ByteBuf bytes = TestVector.C0.packet();
        bytes.setShort(0, 'E' << 8 | 'H');

        assertThat(packet.wrap(bytes, 0).isData()).isFalse();
    }
}
