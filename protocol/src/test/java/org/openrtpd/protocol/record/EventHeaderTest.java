package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Record format, section 6, field by field, and its rows of section 13. */
class EventHeaderTest {

    /** EH, 2026 day 291 07:15:30.250, byte count 416, event 7, stream 1, format C0. */
    private static final String HEADER =
            "4548 00 26 9f3c 291071530250 0416 0000 0007 00 000000 00 c0";

    private final TestPacket packet = new TestPacket(HEADER)
            .text(24, "Trigger Time = 2026291071530250\r\n")
            .text(57, "2?").text(59, "5").text(60, "ABCD").text(64, "CONTINUOUS\0\0")
            .text(88, "0.1 ").text(92, "CON ")
            .text(96, "2026291071530250").text(112, "2026291071530255")
            .text(128, "2026291081530   ").text(144, "2026291081529990")
            .text(160, "104.2 mV").text(160 + 8 * 15, "305.2 uV")
            .text(288, "1.584 uV").text(416, " 3A").text(432, "3").text(448, "4R").text(464, "BHZ ")
            .text(528, "2").text(544, "2.400").text(640, "VG").text(656, "1").text(656 + 6, "999")
            .text(860, "3 ").text(862, "on the roof").text(902, "YABBBBBC3")
            .text(918, "N 3654.254E02143.509+00206")
            .text(944, "EVENTLEN10").text(954, "OVERSC").text(960, "FIRMWARE").text(968, "TXFREQ08")
            .text(976, "TXID0008").text(984, "SITE0008").text(992, "SENSID08").text(1000, "SENSSITE")
            .text(1008, "AF14").text(1012, "PROP").text(1016, "DC").text(1018, "DPOS").text(1022, "A6");

    private EventHeader header() {
        return new EventHeader().wrap(packet.bytes(), TestPacket.START);
    }

    private Set<PacketDefect> defects() {
        Set<PacketDefect> found = EnumSet.noneOf(PacketDefect.class);
        header().findDefects(found);
        return found;
    }

    private static long nanos(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000_000;
    }

    /** Section 6, also behind the byte count of 416, which is never a limit (2.5). */
    @Test
    void shouldReadEveryTextField() {
        EventHeader header = header();

        assertThat(header.triggerMessage()).isEqualTo("Trigger Time = 2026291071530250");
        assertThat(header.timeSource()).isEqualTo('2');
        assertThat(header.timeQuality()).isEqualTo('?');
        assertThat(header.station()).isEqualTo("ABCD5");
        assertThat(header.streamName()).isEqualTo("CONTINUOUS");
        assertThat(header.sampleRate()).isEqualTo("0.1");
        assertThat(header.triggerType()).isEqualTo("CON");
        assertThat(header.text(EventColumn.TOTAL_CHANNELS)).isEqualTo("3");
        assertThat(header.text(EventColumn.STATION_COMMENT)).isEqualTo("on the roof");
        assertThat(header.codes(CodeRow.FILTERS)).isEqualTo("YABBBBBC3");
        assertThat(defects()).isEmpty();
    }

    /** Section 6: milliseconds may be missing. */
    @Test
    void shouldReadTheFourTimes() {
        assertThat(header().triggerNanos()).isEqualTo(nanos("2026-10-18T07:15:30.250Z"));
        assertThat(header().firstSampleNanos()).isEqualTo(nanos("2026-10-18T07:15:30.255Z"));
        assertThat(header().detriggerNanos()).isEqualTo(nanos("2026-10-18T08:15:30Z"));
        assertThat(header().lastSampleNanos()).isEqualTo(nanos("2026-10-18T08:15:29.990Z"));

        packet.text(128, "                ");

        assertThat(header().detriggerNanos()).isEqualTo(PacketTime.NO_TIME);
    }

    /** Section 6: entry 0 is channel 1, blank is a channel that is not in the stream. */
    @Test
    void shouldReadTheFieldsOfChannels() {
        EventHeader header = header();

        assertThat(header.text(ChannelColumn.NOMINAL_BIT_WEIGHT, 0)).isEqualTo("104.2 mV");
        assertThat(header.text(ChannelColumn.NOMINAL_BIT_WEIGHT, 1)).isEmpty();
        assertThat(header.text(ChannelColumn.NOMINAL_BIT_WEIGHT, 15)).isEqualTo("305.2 uV");
        assertThat(header.text(ChannelColumn.TRUE_BIT_WEIGHT, 0)).isEqualTo("1.584 uV");
        assertThat(header.text(ChannelColumn.CHANNEL_CODE, 0)).isEqualTo("BHZ");
        assertThat(header.text(ChannelColumn.SENSOR_VOLTS_PER_UNIT, 0)).isEqualTo("2.400");
        assertThat(header.text(ChannelColumn.STATION_CHANNEL_NUMBER, 0)).isEqualTo("1");
        assertThat(header.text(ChannelColumn.STATION_CHANNEL_NUMBER, 2)).isEqualTo("999");
    }

    /** Sections 6.4 to 6.8: a place in the row is a channel, so blanks before are kept. */
    @Test
    void shouldReadTheRowsOfCodes() {
        assertThat(header().codes(CodeRow.GAINS)).isEqualTo(" 3A");
        assertThat(header().codes(CodeRow.RESOLUTIONS)).isEqualTo("3");
        assertThat(header().codes(CodeRow.FULL_SCALES)).isEqualTo("4R");
        assertThat(header().codes(CodeRow.SENSOR_FULL_SCALES)).isEqualTo("2");
        assertThat(header().codes(CodeRow.SENSOR_UNITS)).isEqualTo("VG");
    }

    /** Section 6, block of the REF TEK 120. */
    @Test
    void shouldReadTheBlockOfTheOlderRecorder() {
        StringBuilder all = new StringBuilder();
        for (EventColumn column : EventColumn.values()) {
            if (column.name().startsWith("OLD")) {
                all.append(header().text(column)).append('|');
            }
        }

        assertThat(all.toString()).isEqualTo("EVENTLEN10|OVERSC|FIRMWARE|TXFREQ08|TXID0008|SITE0008|"
                + "SENSID08|SENSSITE|AF14|PROP|DC|DPOS|A6|");
    }

    /** Section 6.1: flag bit 2. */
    @Test
    void shouldKnowTheHeaderOfChannels17To32() {
        assertThat(header().firstChannelNumber()).isEqualTo(1);

        packet.hex(22, "04");

        assertThat(header().firstChannelNumber()).isEqualTo(17);
    }

    /** Section 6.9: 36 deg 54.254' N, 21 deg 43.509' E, 206 m. */
    @Test
    void shouldReadThePosition() {
        assertThat(header().position().latitude()).isEqualTo(36.9042333, within(1e-7));
        assertThat(header().position().longitude()).isEqualTo(21.7251500, within(1e-7));
        assertThat(header().position().altitudeMetres()).isEqualTo(206);
    }

    /** Section 6.10: the true weight, else what follows from the nominal one. */
    @Test
    void shouldTellVoltsPerCount() {
        assertThat(header().voltsPerCount(0)).isEqualTo(1.584e-6, within(1e-15));
        assertThat(header().voltsPerCount(15)).isEqualTo(305.2e-6 / 65536, within(1e-18));
        assertThat(BitWeight.isDefined(header().voltsPerCount(1))).isFalse();

        packet.hex(23, "16");

        assertThat(header().voltsPerCount(15)).isEqualTo(305.2e-6, within(1e-12));
    }

    /** Section 13: blank, 0, not a number. */
    @Test
    void shouldTellARateThatIsNone() {
        for (String rate : new String[] {"    ", "0   ", "0.0 ", "1x  ", "1.1.", "-1  ", "\0\0\0\0"}) {
            packet.text(88, rate);

            assertThat(defects()).as(rate).containsExactly(PacketDefect.BAD_RATE);
        }
    }

    /** Section 2.2: the year of the text goes before the header's; a disagreement is told. */
    @Test
    void shouldTellAYearThatDisagrees() {
        packet.text(96, "2025291071530250");

        assertThat(defects()).containsExactly(PacketDefect.YEAR_DISAGREES);
    }

    @Test
    void shouldTellAPositionThatCannotBeRead() {
        packet.text(918, "N 36x4.254E02143.509+00206");

        assertThat(defects()).containsExactly(PacketDefect.BAD_POSITION);
    }

    @Test
    void shouldRefuseWhatIsNoWholePacket() {
        assertThatThrownBy(() -> new EventHeader().wrap(Unpooled.buffer(1023).writerIndex(1023), 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1024");
    }

    /** Section 13: never throw on any 1024 bytes. */
    @Test
    void shouldReadAny1024Bytes() {
        SplittableRandom random = new SplittableRandom(6);
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        EventHeader header = new EventHeader();
        for (int i = 0; i < 5000; i++) {
            random.nextBytes(bytes);
            ByteBuf any = Unpooled.wrappedBuffer(bytes);
            header.wrap(any, 0);
            header.findDefects(EnumSet.noneOf(PacketDefect.class));
            header.triggerMessage();
            header.station();
            header.position();
            header.lastSampleNanos();
            for (int slot = 0; slot < EventHeader.CHANNELS; slot++) {
                header.voltsPerCount(slot);
            }
            for (CodeRow row : CodeRow.values()) {
                header.codes(row).chars().forEach(c -> EventCodes.filter((char) c));
            }
            assertThat(header.firstChannelNumber()).isIn(1, 17);
        }
    }
}
