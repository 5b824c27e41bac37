package org.openrtpd.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/** The encoder checklist of the record format, section 15. */
class SimulatedPacketTest {

    private static final int UNIT_9D01 = 0x9D01;
    private static final int EVENT = 42;
    private static final int CHANNELS = 3;
    private static final long START = Instant.parse("2024-12-31T23:59:58.007Z").toEpochMilli();
    private static final long LAST_SAMPLE =
            Instant.parse("2025-01-01T00:00:07.997Z").toEpochMilli();
    private static final String START_DIGITS = "2024366235958007";
    private static final String LAST_DIGITS = "2025001000007997";
    private static final String BLANK_TIME = " ".repeat(16);

    private final SimulatedPacket maker = new SimulatedPacket(UNIT_9D01, "DEMO1", 100, CHANNELS);
    private final ByteBuf packet = Unpooled.wrappedBuffer(new byte[PacketHeader.PACKET_LENGTH]);
    private final PacketHeader header = new PacketHeader();
    private final ExtendedHeader extended = new ExtendedHeader();

    /** What stood in the buffer before must not shine through. */
    @BeforeEach
    void soil() {
        for (int i = 0; i < PacketHeader.PACKET_LENGTH; i++) {
            packet.setByte(i, 0xEE);
        }
        header.wrap(packet, 0);
        extended.wrap(packet, 0);
    }

    private String text(int offset, int length) {
        return packet.toString(offset, length, StandardCharsets.ISO_8859_1);
    }

    @Nested
    class EventHeader {

        @BeforeEach
        void make() {
            maker.event(packet, false, EVENT, 0, START, LAST_SAMPLE);
        }

        @Test
        void shouldHaveTheCommonHeader() {
            assertThat(header.type()).isEqualTo(PacketType.EH);
            assertThat(header.byteCount()).isEqualTo(416);
            assertThat(header.sequence()).isZero();
            assertThat(header.timeNanos()).isEqualTo(START * 1_000_000);
            assertThat(header.year()).isEqualTo(2024);
            assertThat(header.unit()).isEqualTo(UNIT_9D01);
            assertThat(extended.event()).isEqualTo(EVENT);
            assertThat(extended.streamIndex()).isZero();
            assertThat(extended.flags()).isZero();
            assertThat(extended.format()).isEqualTo(DataFormat.INT32);
        }

        @Test
        void shouldBeBlankFilledAsciiWithoutNul() {
            for (int i = 24; i < PacketHeader.PACKET_LENGTH; i++) {
                int value = packet.getUnsignedByte(i);
                boolean lineEnd = i < 57 && (value == '\r' || value == '\n');
                assertThat(value >= ' ' && value < 127 || lineEnd).as("byte " + i).isTrue();
            }
        }

        @Test
        void shouldEndItsTriggerMessageWithCrLf() {
            assertThat(text(24, 33)).isEqualTo("Trigger Time = " + START_DIGITS + "\r\n");
        }

        @Test
        void shouldNameStationStreamRateAndTrigger() {
            assertThat(text(57, 1)).as("time source").isIn(" ", "1", "2");
            assertThat(text(58, 1)).as("time quality").matches("[ ?0-9]");
            assertThat(text(59, 1)).as("fifth character of the station").isEqualTo("1");
            assertThat(text(60, 4)).isEqualTo("DEMO");
            assertThat(text(64, 16).strip()).isEqualTo("DEMO");
            assertThat(text(88, 4)).as("rate, left-justified").isEqualTo("100 ");
            assertThat(text(92, 4)).isEqualTo("CON ");
        }

        @Test
        void shouldHaveTheTimesThatAreKnown() {
            assertThat(text(96, 16)).as("trigger").isEqualTo(START_DIGITS);
            assertThat(text(112, 16)).as("first sample").isEqualTo(START_DIGITS);
            assertThat(text(128, 16)).as("detrigger").isEqualTo(BLANK_TIME);
            assertThat(text(144, 16)).as("last sample").isEqualTo(BLANK_TIME);
        }

        @Test
        void shouldDescribeItsChannelsAndNoOthers() {
            for (int channel = 0; channel < 16; channel++) {
                boolean there = channel < CHANNELS;
                assertThat(text(160 + 8 * channel, 8).isBlank()).isEqualTo(!there);
                assertThat(text(288 + 8 * channel, 8).isBlank()).isEqualTo(!there);
                assertThat(text(416 + channel, 1)).as("gain").isEqualTo(there ? "1" : " ");
                assertThat(text(448 + channel, 1)).as("full scale").isEqualTo(there ? "4" : " ");
                assertThat(text(544 + 6 * channel, 6).strip()).as("volts per unit")
                        .matches(there ? "[0-9.]+" : "");
                assertThat(text(656 + 3 * channel, 3).strip()).as("station channel")
                        .isEqualTo(there ? String.valueOf(channel + 1) : "");
            }
            assertThat(text(860, 2)).as("total channels, digits").isEqualTo("3 ");
        }
    }

    @Nested
    class EventTrailer {

        @BeforeEach
        void make() {
            maker.event(packet, true, EVENT, 13, START, LAST_SAMPLE);
        }

        @Test
        void shouldHaveTheTimeOfItsHeaderAndTheLastSequence() {
            assertThat(header.type()).isEqualTo(PacketType.ET);
            assertThat(header.timeNanos()).isEqualTo(START * 1_000_000);
            assertThat(header.sequence()).isEqualTo(13);
            assertThat(header.byteCount()).isEqualTo(416);
        }

        @Test
        void shouldSayWhenTheLastSampleWas() {
            assertThat(text(96, 16)).isEqualTo(START_DIGITS);
            assertThat(text(128, 16)).isEqualTo(LAST_DIGITS);
            assertThat(text(144, 16)).isEqualTo(LAST_DIGITS);
        }
    }

    @Nested
    class Data {

        @Test
        void shouldHoldItsSamplesBigEndianAndNothingElse() {
            maker.data(packet, EVENT, 5, 2, START, 250);
            for (int i = 0; i < 250; i++) {
                maker.sample(packet, i, i - 125);
            }

            assertThat(header.type()).isEqualTo(PacketType.DT);
            assertThat(header.byteCount()).isEqualTo(1024);
            assertThat(extended.channelIndex()).isEqualTo(2);
            assertThat(extended.sampleCount()).isEqualTo(250);
            assertThat(packet.getInt(24)).isEqualTo(-125);
            assertThat(packet.getInt(1020)).isEqualTo(124);
        }

        @Test
        void shouldLeaveNothingOfAnEarlierPacketBehindFewerSamples() {
            maker.data(packet, EVENT, 5, 0, START, 1);
            maker.sample(packet, 0, 7);

            assertThat(header.byteCount()).isEqualTo(28);
            for (int i = 28; i < PacketHeader.PACKET_LENGTH; i++) {
                assertThat(packet.getByte(i)).as("byte " + i).isZero();
            }
        }
    }

    @Test
    void shouldTakeAStationOfFewerCharacters() {
        new SimulatedPacket(UNIT_9D01, "AB", 100, 1).event(packet, false, 1, 0, START, START);

        assertThat(text(59, 5)).isEqualTo(" AB  ");
    }

    @Test
    void shouldTakeSixteenChannels() {
        new SimulatedPacket(UNIT_9D01, "AB", 100, 16).event(packet, false, 1, 0, START, START);

        assertThat(text(448, 16)).isEqualTo("4".repeat(16));
        assertThat(text(860, 2)).isEqualTo("16");
        assertThat(text(862, 17)).isEqualTo("made by rtpd demo");
    }
}
