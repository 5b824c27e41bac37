package org.openrtpd.app.simulate.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.simulate.plan.Site;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.parameters.AuxiliaryColumn;
import org.openrtpd.protocol.parameters.AuxiliaryParameters;
import org.openrtpd.protocol.parameters.CalibrationParameters;
import org.openrtpd.protocol.parameters.OperatingMode;
import org.openrtpd.protocol.parameters.OperatingModeColumn;
import org.openrtpd.protocol.parameters.StationChannelColumn;
import org.openrtpd.protocol.parameters.StationColumn;
import org.openrtpd.protocol.parameters.StationParameters;
import org.openrtpd.protocol.parameters.StreamColumn;
import org.openrtpd.protocol.parameters.StreamParameters;
import org.openrtpd.protocol.parameters.TriggerType;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketDefect;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** The set of parameters at the start (record format, section 8), read back by the decoders. */
class ParameterPacketsTest {

    private static final long CLOCK = Instant.parse("2026-02-03T04:05:06.789Z").toEpochMilli();
    private static final int FIRST_SEQUENCE = 9998;
    private static final Site SITE = new Site("S042", 1, 2, 600, 1);
    private static final String STREAMS = "rate=200,channels=7,format=C2;rate=1,format=32;"
            + "rate=40;rate=50,record=60s;rate=10,format=16;aux";

    private final List<ByteBuf> packets = new ParameterPackets(new PacketWriter(0x9D01), SITE,
            StreamPlan.parseAll(STREAMS, Duration.ofHours(1))).all(CLOCK, FIRST_SEQUENCE);

    private ByteBuf packet(PacketType type, int index) {
        return packets.stream().filter(packet -> new PacketHeader().wrap(packet, 0).type() == type)
                .toList().get(index);
    }

    @Test
    void shouldHaveSoundHeadersInOneRowOfNumbers2_6() {
        assertThat(packets).hasSize(7);
        for (int i = 0; i < packets.size(); i++) {
            PacketHeader header = new PacketHeader().wrap(packets.get(i), 0);
            Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
            header.findDefects(found);

            assertThat(found).isEmpty();
            assertThat(header.sequence()).isEqualTo((FIRST_SEQUENCE + i) % 10_000);
            assertThat(header.byteCount()).isEqualTo(1024);
            assertThat(header.timeNanos()).isEqualTo(CLOCK * 1_000_000);
        }
    }

    @Test
    void shouldDescribeStationAndChannelsInAsManyPacketsAsTheyNeed8_1() {
        StationParameters first = new StationParameters().wrap(packet(PacketType.SC, 0), 0);
        StationParameters second = new StationParameters().wrap(packet(PacketType.SC, 1), 0);

        assertThat(first.text(StationColumn.STATION_NAME)).isEqualTo("S042");
        assertThat(first.text(StationColumn.DAS_SERIAL)).isEqualTo("9D01");
        assertThat(first.text(StationColumn.EXPERIMENT_START)).isEqualTo("2026034040506");
        assertThat(first.implementNanos()).isEqualTo(CLOCK * 1_000_000);
        assertThat(IntStream.range(0, 5).mapToObj(i -> first.text(i, StationChannelColumn.NAME)))
                .containsExactly("1Z", "1N", "1E", "2Z", "2N");
        assertThat(first.text(0, StationChannelColumn.INCLINATION)).isEqualTo("-90");
        assertThat(first.text(2, StationChannelColumn.AZIMUTH)).isEqualTo("90");
        assertThat(second.text(0, StationChannelColumn.NUMBER)).isEqualTo("6");
        assertThat(second.text(1, StationChannelColumn.NUMBER)).isEqualTo("7");
        assertThat(second.hasChannel(2)).isFalse();
    }

    @Test
    void shouldDescribeStreamsFromOneOn8_2() {
        StreamParameters first = new StreamParameters().wrap(packet(PacketType.DS, 0), 0);
        StreamParameters second = new StreamParameters().wrap(packet(PacketType.DS, 1), 0);

        assertThat(IntStream.range(0, 4).mapToObj(i -> first.text(i, StreamColumn.STREAM)))
                .containsExactly("1", "2", "3", "4");
        assertThat(first.text(0, StreamColumn.RATE)).isEqualTo("200");
        assertThat(first.channels(0)).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(first.format(0)).isEqualTo(DataFormat.STEIM2);
        assertThat(first.format(1)).isEqualTo(DataFormat.INT32);
        assertThat(first.trigger(3).type()).isEqualTo(TriggerType.CON);
        assertThat(packet(PacketType.DS, 0).toString(16 + 3 * 230 + 68, 8,
                StandardCharsets.US_ASCII).strip()).isEqualTo("60");
        assertThat(second.text(0, StreamColumn.STREAM)).isEqualTo("5");
        assertThat(second.hasStream(1)).isFalse();
        assertThat(second.implementNanos()).isEqualTo(CLOCK * 1_000_000);
    }

    @Test
    void shouldDescribeMassPositions8_3() {
        AuxiliaryParameters auxiliary = new AuxiliaryParameters().wrap(packet(PacketType.AD, 0), 0);

        assertThat(auxiliary.text(AuxiliaryColumn.MARKER)).isEqualTo("99");
        assertThat(auxiliary.channels()).containsExactly(1, 2, 3);
        assertThat(auxiliary.text(AuxiliaryColumn.SAMPLE_PERIOD_S)).isEqualTo("10");
        assertThat(auxiliary.text(AuxiliaryColumn.DATA_FORMAT)).isEqualTo("16");
        assertThat(auxiliary.text(AuxiliaryColumn.RECORD_LENGTH_S)).isEqualTo("86400");
        assertThat(auxiliary.implementNanos()).isEqualTo(CLOCK * 1_000_000);
    }

    @Test
    void shouldDescribeOperationAndCalibration8_4And8_5() {
        OperatingMode mode = new OperatingMode().wrap(packet(PacketType.OM, 0), 0);
        CalibrationParameters calibration =
                new CalibrationParameters().wrap(packet(PacketType.CD, 0), 0);

        assertThat(mode.text(OperatingModeColumn.RECORDING_MODE)).isEqualTo("SC");
        assertThat(mode.text(OperatingModeColumn.DISK_WRAP)).isEqualTo("Y");
        assertThat(mode.implementNanos()).isEqualTo(CLOCK * 1_000_000);
        assertThat(calibration.implementNanos()).isEqualTo(CLOCK * 1_000_000);
        assertThat(packet(PacketType.CD, 0).getByte(130)).isEqualTo((byte) '1');
    }

    @Test
    void shouldFillAllElseWithBlanks15() {
        assertThat(packets).allSatisfy(packet -> {
            for (int i = 16; i < 1024; i++) {
                assertThat((int) packet.getByte(i)).isBetween(32, 126);
            }
        });
    }
}
