package org.openrtpd.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Record format, sections 6, 8 and 9.4. */
class TextTimeTest {

    private static long nanos(String field) {
        return TextTime.nanos(new TestPacket("").text(100, field).bytes(), TestPacket.START + 100);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000_000;
    }

    @Test
    void shouldReadYearDayAndTime() {
        assertThat(nanos("2016039221935615")).isEqualTo(millis("2016-02-08T22:19:35.615Z"));
        assertThat(nanos("1970001000000000")).isZero();
    }

    @Test
    void shouldReadATimeWithoutMilliseconds() {
        assertThat(nanos("2016039221935   ")).isEqualTo(millis("2016-02-08T22:19:35Z"));
        assertThat(nanos("   2016039221935")).isEqualTo(millis("2016-02-08T22:19:35Z"));
    }

    @Test
    void shouldTakeSecondSixtyAsTheFollowingSecond() {
        assertThat(nanos("2016366235960500")).isEqualTo(millis("2017-01-01T00:00:00.500Z"));
    }

    @Test
    void shouldHaveNoTimeWhereThereIsNone() {
        for (String field : new String[] {"                ", "20160392219356  ", "2016039221935x15",
            "2016 39221935615", "2016000221935615", "2015366221935615", "2016367221935615",
            "2016039241935615", "2016039226035615", "2016039221961615", "1969365235959999",
            "2262001000000000", "9999001000000000", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"}) {
            assertThat(nanos(field)).as(field).isEqualTo(PacketTime.NO_TIME);
        }
    }
}
