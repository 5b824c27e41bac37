package org.openrtpd.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.protocol.record.PacketTime;

class IsoTimeTest {

    private static final long MARCH_1_10H = 1_772_359_200_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 0",
        "2026-03-01T10:00:00, 0",
        "2026-03-01T10:00, 0",
        "2026-03-01 10:00, 0",
        "' 2026-03-01T10:00:00Z ', 0",
        "2026-03-01T12:00:00+02:00, 0",
        "2026-03-01T10:00:00.5, 500000000",
        "2026-03-01T10:00:00.123456789Z, 123456789",
        "2026-03-01, -36000000000000",
    })
    void shouldReadATime(String text, long behindTen) {
        assertThat(IsoTime.parse(text)).isEqualTo(MARCH_1_10H + behindTen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026", "2026-3-1", "2026-02-30", "2026-03-01T25:00",
        "10:00:00", "2026-03-01T10", "01.03.2026", "2026-060", "9999-12-31T00:00:00Z"})
    void shouldSayWhatIsAllowed(String text) {
        assertThatThrownBy(() -> IsoTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no time: write 2026-03-01T10:00:00Z,"
                        + " 2026-03-01T10:00 or 2026-03-01");
    }

    @Test
    void shouldWriteMillisecondsAndNanoseconds() {
        assertThat(IsoTime.millis(MARCH_1_10H + 123_456_789))
                .isEqualTo("2026-03-01T10:00:00.123Z");
        assertThat(IsoTime.nanos(MARCH_1_10H + 123_456_789))
                .isEqualTo("2026-03-01T10:00:00.123456789Z");
        assertThat(IsoTime.nanos(0)).isEqualTo("1970-01-01T00:00:00.000000000Z");
        assertThat(IsoTime.nanos(-1)).isEqualTo("1969-12-31T23:59:59.999999999Z");
        assertThat(IsoTime.parse(IsoTime.nanos(MARCH_1_10H + 1))).isEqualTo(MARCH_1_10H + 1);
    }

    @Test
    void shouldHaveNoTextForNoTime() {
        assertThat(IsoTime.millis(PacketTime.NO_TIME)).isNull();
    }
}
