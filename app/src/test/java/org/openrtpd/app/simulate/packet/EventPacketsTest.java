package org.openrtpd.app.simulate.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.simulate.plan.Site;
import org.openrtpd.app.simulate.plan.StreamPlan;
import org.openrtpd.protocol.record.ChannelColumn;
import org.openrtpd.protocol.record.CodeRow;
import org.openrtpd.protocol.record.EventColumn;
import org.openrtpd.protocol.record.EventHeader;
import org.openrtpd.protocol.record.ExtendedHeader;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.Position;

/** EH and ET (record format, section 6), read back by the decoders. */
class EventPacketsTest {

    private static final long TRIGGER = Instant.parse("2016-02-08T22:19:35.615Z").toEpochMilli();
    private static final long LAST = TRIGGER + 3_599_990;
    private static final Site SITE = new Site("S0123", 0, 0, 206, 1);
    private static final long NANOS = 1_000_000;

    private static ByteBuf header(String stream) {
        return packets(stream).header(7, TRIGGER, ClockState.NEVER_LOCKED);
    }

    private static EventPackets packets(String stream) {
        return new EventPackets(new PacketWriter(0x9E16), SITE,
                StreamPlan.parseAll(stream, Duration.ofHours(1)).get(0));
    }

    @Test
    void shouldWriteTheHeaderOfTheExampleOfTheFormat2_1() {
        ByteBuf packet = header("rate=100,channels=3,format=C0");

        // Type, experiment, year 16, unit, 039 22:19:35.615, 416 bytes, sequence 0.
        assertThat(ByteBufUtil.hexDump(packet, 0, 24))
                .isEqualTo("454800169e16039221935615" + "04160000" + "00070000000000c0");
        assertThat(packet.toString(24, 33, StandardCharsets.US_ASCII))
                .isEqualTo("Trigger Time = 2016039221935615\r\n");
    }

    @Test
    void shouldDescribeTheStreamAndEachOfItsChannels6() {
        EventHeader event = new EventHeader().wrap(header("rate=0.1,channels=4,format=C2"), 0);

        assertThat(event.station()).isEqualTo("S0123");
        assertThat(event.streamName()).isEqualTo("STREAM 1");
        assertThat(event.sampleRate()).isEqualTo("0.1");
        assertThat(event.triggerType()).isEqualTo("CON");
        assertThat(event.text(EventColumn.TOTAL_CHANNELS)).isEqualTo("4");
        assertThat(event.text(ChannelColumn.CHANNEL_CODE, 3)).isEqualTo("LHZ");
        assertThat(event.text(ChannelColumn.STATION_CHANNEL_NUMBER, 3)).isEqualTo("4");
        assertThat(event.text(ChannelColumn.STATION_CHANNEL_NUMBER, 4)).isBlank();
        assertThat(event.codes(CodeRow.GAINS).stripTrailing()).isEqualTo("1111");
        assertThat(event.codes(CodeRow.RESOLUTIONS).stripTrailing()).isEqualTo("3333");
        assertThat(event.voltsPerCount(0)).isCloseTo(1.59e-6, within(1e-9));
    }

    @Test
    void shouldHaveWeightsThatAgreeWithTheCountsOfAShortFormat6_10() {
        EventHeader event = new EventHeader().wrap(header("format=16"), 0);

        assertThat(event.text(ChannelColumn.NOMINAL_BIT_WEIGHT, 0))
                .isEqualTo(event.text(ChannelColumn.TRUE_BIT_WEIGHT, 0)).isEqualTo("9.537 uV");
        // The same volts, in counts of either kind.
        assertThat(Digitizer.SHORT.counts(1000) * event.voltsPerCount(0))
                .isCloseTo(Digitizer.FULL.counts(1000) * 1.590e-6, within(1e-5));
        assertThat(Digitizer.SHORT.counts(1e9)).isEqualTo(Short.MAX_VALUE);
        assertThat(Digitizer.FULL.counts(-1e9)).isEqualTo(-(1 << 23));
    }

    @Test
    void shouldRepeatTheHeaderInTheTrailerAndAddItsEnd() {
        ByteBuf header = header("rate=100");
        ByteBuf trailer = packets("rate=100")
                .trailer(7, 12_345, TRIGGER, LAST, ClockState.LOCKED);
        EventHeader event = new EventHeader().wrap(trailer, 0);

        assertThat(new PacketHeader().wrap(trailer, 0).type()).isEqualTo(PacketType.ET);
        assertThat(new PacketHeader().wrap(trailer, 0).sequence()).as("modulo 10000")
                .isEqualTo(2345);
        assertThat(new ExtendedHeader().wrap(trailer, 0).event()).isEqualTo(7);
        assertThat(trailer.slice(2, 10)).isEqualTo(header.slice(2, 10));
        assertThat(event.triggerNanos()).isEqualTo(TRIGGER * NANOS);
        assertThat(event.detriggerNanos()).isEqualTo(LAST * NANOS);
        assertThat(event.lastSampleNanos()).isEqualTo(LAST * NANOS);
        assertThat(new EventHeader().wrap(header, 0).lastSampleNanos())
                .isEqualTo(PacketTime.NO_TIME);
    }

    @Test
    void shouldGiveClockAndPositionOnceItHasLocked6_2To6_9() {
        EventHeader before = new EventHeader().wrap(header("rate=100"), 0);
        assertThat(before.timeSource()).isEqualTo('1');
        assertThat(before.timeQuality()).isEqualTo('?');
        assertThat(before.position().isKnown()).isFalse();

        EventHeader after = new EventHeader().wrap(
                packets("rate=100").header(7, TRIGGER, ClockState.LOCKED), 0);
        assertThat(after.timeSource()).isEqualTo('2');
        assertThat(after.timeQuality()).isEqualTo('0');
        Position position = after.position();
        assertThat(position.latitude()).isCloseTo(46.75, within(1e-4));
        assertThat(position.longitude()).isCloseTo(9.85, within(1e-4));
        assertThat(position.altitudeMetres()).isEqualTo(206);
    }

    @Test
    void shouldRefuseTextThatIsLongerThanItsField() {
        ByteBuf packet = header("rate=100");

        assertThatThrownBy(() -> PacketWriter.text(packet, 88, 4, "1000.0"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("longer than 4");
    }
}
