package org.openrtpd.protocol.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.EnumSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.TestPacket;

/** Record format, section 8: where blocks begin, and what is more than text. */
class ParameterViewsTest {

    private static final int START = TestPacket.START;
    private static final long IMPLEMENTED =
            Instant.parse("2026-10-18T07:15:30.250Z").toEpochMilli() * 1_000_000;

    private final TestPacket packet = new TestPacket("").text(1008, "2026291071530250");
    private final ByteBuf bytes = packet.bytes();

    @Test
    void shouldReadTheImplementTimeAtTheEndOfEveryPacket() {
        assertThat(new StationParameters().wrap(bytes, START).implementNanos()).isEqualTo(IMPLEMENTED);
        assertThat(new StreamParameters().wrap(bytes, START).implementNanos()).isEqualTo(IMPLEMENTED);
        assertThat(new AuxiliaryParameters().wrap(bytes, START).implementNanos()).isEqualTo(IMPLEMENTED);
        assertThat(new CalibrationParameters().wrap(bytes, START).implementNanos()).isEqualTo(IMPLEMENTED);
        assertThat(new OperatingMode().wrap(bytes, START).implementNanos()).isEqualTo(IMPLEMENTED);
        assertThat(new FilterParameters().wrap(bytes, START).implementNanos()).isEqualTo(IMPLEMENTED);

        packet.text(1008, " ".repeat(16));

        assertThat(new OperatingMode().wrap(bytes, START).implementNanos()).isEqualTo(PacketTime.NO_TIME);
    }

    @Test
    void shouldRefuseWhatIsNoWholePacket() {
        ByteBuf tooShort = Unpooled.buffer(1023).writerIndex(1023);

        assertThatThrownBy(() -> new StationParameters().wrap(tooShort, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1024");
    }

    @Test
    void shouldReadAny1024Bytes() {
        SplittableRandom random = new SplittableRandom(8);
        byte[] any = new byte[1024];
        for (int i = 0; i < 2000; i++) {
            random.nextBytes(any);
            ByteBuf anything = Unpooled.wrappedBuffer(any);
            StreamParameters streams = new StreamParameters().wrap(anything, 0);
            streams.channels(i % 4);
            streams.trigger(i % 4).list(TriggerField.LEVELS);
            new StationParameters().wrap(anything, 0).text(i % 5, StationChannelColumn.COMMENT);
            new CalibrationParameters().wrap(anything, 0).text(i % 4, AutoCenterColumn.LEVEL);
            new FilterParameters().wrap(anything, 0)
                    .findDefects(EnumSet.noneOf(PacketDefect.class));
            assertThat(new AuxiliaryParameters().wrap(anything, 0).channels()).hasSizeLessThan(17);
        }
    }

    /** Section 8.1. */
    @Nested
    class Stations {

        @Test
        void shouldReadFiveChannelBlocks() {
            packet.text(16, "01").text(86, "ROOF").text(202, "1 ").text(204, "UP")
                    .text(202 + 4 * 146, "5 ").text(202 + 4 * 146 + 138, "1.5 uV");
            StationParameters station = new StationParameters().wrap(bytes, START);

            assertThat(station.text(StationColumn.EXPERIMENT_NUMBER)).isEqualTo("01");
            assertThat(station.text(StationColumn.STATION_NAME)).isEqualTo("ROOF");
            assertThat(station.hasChannel(0)).isTrue();
            assertThat(station.hasChannel(1)).isFalse();
            assertThat(station.text(0, StationChannelColumn.NAME)).isEqualTo("UP");
            assertThat(station.text(4, StationChannelColumn.NOMINAL_BIT_WEIGHT)).isEqualTo("1.5 uV");
        }
    }

    /** Section 8.2. */
    @Nested
    class Streams {

        @Test
        void shouldReadFourStreamBlocks() {
            packet.text(16, "1 ").text(34, "Y Y ").text(42, "Y1\0 Y").text(58, "100 ").text(62, "C2")
                    .text(16 + 3 * 230, "8 ").text(16 + 3 * 230 + 2, "LAST");
            StreamParameters streams = new StreamParameters().wrap(bytes, START);

            assertThat(streams.hasStream(0)).isTrue();
            assertThat(streams.hasStream(1)).isFalse();
            assertThat(streams.destinations(0)).isEqualTo("Y Y ");
            assertThat(streams.channels(0)).containsExactly(1, 2, 5);
            assertThat(streams.text(0, StreamColumn.RATE)).isEqualTo("100");
            assertThat(streams.format(0)).isEqualTo(DataFormat.STEIM2);
            assertThat(streams.text(3, StreamColumn.NAME)).isEqualTo("LAST");
        }

        /** A real packet has the letter where the digit should be. */
        @Test
        void shouldTakeTheLetterInCoForADigit() {
            packet.text(62, "CO");

            assertThat(new StreamParameters().wrap(bytes, START).format(0)).isEqualTo(DataFormat.STEIM1);

            packet.text(62, "XX");

            assertThat(new StreamParameters().wrap(bytes, START).format(0)).isEqualTo(DataFormat.UNKNOWN);
        }

        @Test
        void shouldReadTheSettingsOfATrigger() {
            packet.text(80, "VOT ").text(84, "5.0").text(84 + 24, "%").text(84 + 40, "1.0")
                    .text(84 + 40 + 5 * 8, "6.0").text(84 + 158, "HIGH");
            TriggerDescription vote = new StreamParameters().wrap(bytes, START).trigger(0);

            assertThat(vote.type()).isEqualTo(TriggerType.VOT);
            assertThat(vote.text(TriggerField.PRETRIGGER)).isEqualTo("5.0");
            assertThat(vote.text(TriggerField.LEVEL_UNITS)).isEqualTo("%");
            assertThat(vote.list(TriggerField.LEVELS)).containsExactly("1.0", "", "", "", "", "6.0");
            assertThat(vote.text(TriggerField.HIGH_PASS)).isEqualTo("HIGH");
            assertThat(vote.text(TriggerField.STA)).isEmpty();
            assertThat(vote.triggerChannels()).isEmpty();
        }

        @Test
        void shouldKeepThePlacesOfTriggerChannels() {
            packet.text(80, "EVT ").text(84, " YY");

            assertThat(new StreamParameters().wrap(bytes, START).trigger(0).triggerChannels())
                    .isEqualTo(" YY             ");
        }

        @Test
        void shouldTakeAnUnknownTriggerForNoError() {
            packet.text(80, "CAL ").text(84, "5.0");
            TriggerDescription other = new StreamParameters().wrap(bytes, START).trigger(0);

            assertThat(other.type()).isEqualTo(TriggerType.OTHER);
            assertThat(other.text(TriggerField.RECORD_LENGTH)).isEmpty();
        }
    }

    /** Section 8.3. */
    @Test
    void shouldReadAuxiliaryChannels() {
        packet.text(16, "99").text(18, "YYY").text(34, "10").text(52, " Y");
        AuxiliaryParameters auxiliary = new AuxiliaryParameters().wrap(bytes, START);

        assertThat(auxiliary.text(AuxiliaryColumn.MARKER)).isEqualTo("99");
        assertThat(auxiliary.channels()).containsExactly(1, 2, 3);
        assertThat(auxiliary.text(AuxiliaryColumn.SAMPLE_PERIOD_S)).isEqualTo("10");
        assertThat(auxiliary.destinations()).isEqualTo(" Y  ");
    }

    /** Section 8.4: three rows of four blocks, of 16, 28 and 58 bytes. */
    @Test
    void shouldReadTheBlocksOfCalibration() {
        packet.text(50, "ON").text(130, "1Y").text(130 + 3 * 16 + 14, "15")
                .text(194, "1Y").text(194 + 3 * 28 + 24, "0.5").text(306, "1Y")
                .text(306 + 3 * 58 + 36, "1234");
        CalibrationParameters calibration = new CalibrationParameters().wrap(bytes, START);

        assertThat(calibration.text(OldCalibrationColumn.STEP)).isEqualTo("ON");
        assertThat(calibration.text(0, AutoCenterColumn.ENABLE)).isEqualTo("Y");
        assertThat(calibration.text(3, AutoCenterColumn.ATTEMPT_INTERVAL)).isEqualTo("15");
        assertThat(calibration.text(3, CalibrationSignalColumn.SINE_FREQUENCY)).isEqualTo("0.5");
        assertThat(calibration.text(0, CalibrationSequenceColumn.SEQUENCE)).isEqualTo("1");
        assertThat(calibration.text(3, CalibrationSequenceColumn.SENSOR)).isEqualTo("1234");
    }

    /** Section 8.5. */
    @Test
    void shouldReadTheOperatingMode() {
        packet.text(18, "RM").text(50, "20262910715").text(74, "12");
        OperatingMode mode = new OperatingMode().wrap(bytes, START);

        assertThat(mode.text(OperatingModeColumn.RECORDING_MODE)).isEqualTo("RM");
        assertThat(mode.text(OperatingModeColumn.WAKEUP_START)).isEqualTo("20262910715");
        assertThat(mode.text(OperatingModeColumn.WAKEUP_INTERVALS)).isEqualTo("12");
    }
}
