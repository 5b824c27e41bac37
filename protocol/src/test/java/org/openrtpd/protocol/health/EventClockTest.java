package org.openrtpd.protocol.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.openrtpd.protocol.health.SohPackets.event;
import static org.openrtpd.protocol.health.SohPackets.nanos;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.PacketTime;
import org.openrtpd.protocol.record.PacketType;

/** Record format, section 6, as far as it speaks of the clock. */
class EventClockTest {

    private static final String TRIGGER = "2016-02-08T22:19:35.615Z";
    private static final String POSITION = "N 3654.254E02143.509+00206";

    private final EventClock clock = new EventClock();

    private static ByteBuf trailer(String lastSample) {
        ByteBuf trailer = event(PacketType.ET, TRIGGER, "20", POSITION);
        trailer.setCharSequence(144, lastSample, StandardCharsets.US_ASCII);
        return trailer;
    }

    @Test
    void shouldReadSourceQualityAndPosition() {
        clock.wrap(event(PacketType.EH, TRIGGER, "20", POSITION), 0);

        assertThat(clock.timeSource()).isEqualTo('2');
        assertThat(clock.timeQuality()).isEqualTo('0');
        assertThat(clock.position().orElseThrow().latitude()).isCloseTo(36 + 54.254 / 60, within(1e-9));
        assertThat(clock.timeNanos()).isEqualTo(nanos(TRIGGER));
    }

    @Test
    void shouldHaveNoPositionWithoutAFixOrOffTheEarth() {
        for (String text : new String[] {" ".repeat(26), "N 9100.000E02143.509+00206",
            "N 3654.254E18143.509+00206", "N 36.4.254E02143.509+00206"}) {
            assertThat(clock.wrap(event(PacketType.EH, TRIGGER, "20", text), 0).position())
                    .as(text).isEmpty();
        }
    }

    @Test
    void shouldDateATrailerByTheEndOfItsEvent() {
        assertThat(clock.wrap(trailer("2016039222935615"), 0).timeNanos())
                .isEqualTo(nanos("2016-02-08T22:29:35.615Z"));
    }

    @Test
    void shouldDateATrailerByItsTriggerWhenTheEndIsBlankWrongOrEarlier() {
        for (String lastSample : new String[] {"                ", "2016400222935615", "2016038222935615"}) {
            assertThat(clock.wrap(trailer(lastSample), 0).timeNanos()).isEqualTo(nanos(TRIGGER));
        }
    }

    @Test
    void shouldHaveNoTimeWhenThePacketHasNone() {
        ByteBuf header = event(PacketType.EH, TRIGGER, "20", POSITION).setByte(6, 0xFF);

        assertThat(clock.wrap(header, 0).timeNanos()).isEqualTo(PacketTime.NO_TIME);
    }

    @Test
    void shouldFitWholePacketsOnly() {
        assertThat(EventClock.fits(1023)).isFalse();
        assertThat(EventClock.fits(1024)).isTrue();
    }
}
