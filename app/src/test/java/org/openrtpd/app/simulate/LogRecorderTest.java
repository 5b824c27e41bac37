package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.SohPacket;

/** The log in SH packets (record format, section 7). */
class LogRecorderTest {

    private static final NetworkPlan DAY = TestPlans.with(
            3, "rate=1", GpsMode.CONTINUOUS, 390, Duration.ofHours(24));

    private final List<ByteBuf> packets = TestPlans.packets(DAY, PacketType.SH);

    @Test
    void shouldSendWholeTextThatJoinsToTaggedEntries() {
        StringBuilder text = new StringBuilder();
        packets.forEach(packet -> text.append(new SohPacket().wrap(packet, 0).text()));

        assertThat(text.toString().split("\r\n")).hasSizeGreaterThan(100)
                .allMatch(line -> line.matches("\\d{3}:\\d\\d:\\d\\d:\\d\\d [ -~]+"));
    }

    @Test
    void shouldLetAnEntryGoOnInTheNextPacketWhenOneIsFull() {
        List<ByteBuf> open = packets.stream()
                .filter(packet -> new SohPacket().wrap(packet, 0).isOpenEnded()).toList();

        assertThat(open).isNotEmpty().allSatisfy(
                packet -> assertThat(TestPlans.header(packet).byteCount()).isEqualTo(1024));
    }

    @Test
    void shouldCountTheTextInTheByteCountAndLeaveBlanksBehindIt2_5() {
        assertThat(packets).allSatisfy(packet -> {
            int count = TestPlans.header(packet).byteCount();
            for (int i = count; i < 1024; i++) {
                assertThat(packet.getByte(i)).isEqualTo((byte) ' ');
            }
            assertThat(packet.getByte(count - 1)).isNotEqualTo((byte) ' ');
            for (int i = 16; i < 24; i++) {
                assertThat(packet.getByte(i)).isEqualTo((byte) ' ');
            }
        });
    }

    @Test
    void shouldCarryTheTimeOfItsFirstEntryAlsoWhenThatBeganBefore2_4() {
        String begun = "";
        for (ByteBuf packet : packets) {
            SohPacket soh = new SohPacket().wrap(packet, 0);
            List<String> lines = soh.lines();
            String entry = begun + lines.get(0);
            long second = TestPlans.millis(packet) / 1000;

            assertThat(entry.substring(4, 12)).isEqualTo(String.format("%02d:%02d:%02d",
                    second / 3600 % 24, second / 60 % 60, second % 60));
            begun = soh.isOpenEnded() ? lines.get(lines.size() - 1) : "";
        }
    }

    @Test
    void shouldSendSomeAnHour16() {
        assertThat(packets.size()).isBetween(24, 24 * 8);
    }
}
