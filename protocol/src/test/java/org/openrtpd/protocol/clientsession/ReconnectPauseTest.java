package org.openrtpd.protocol.clientsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openrtpd.protocol.clientsession.WireBytes.SECOND;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectPauseTest {

    private static final int TRIES = 1_000;

    private static LongStream nanos(ReconnectPause pause, int failures) {
        Random random = new Random(1);
        return LongStream.range(0, TRIES).map(i -> pause.nanos(failures, random));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8", "4, 16", "5, 30", "6, 30", "1000000, 30"})
    void shouldDoubleWithAFifthOfJitter(int failures, int seconds) {
        ReconnectPause pause = ReconnectPause.doubling();

        assertThat(nanos(pause, failures)).allMatch(
                nanos -> nanos >= seconds * SECOND && nanos <= seconds * SECOND * 6 / 5);
        assertThat(nanos(pause, failures).distinct().count()).isGreaterThan(TRIES / 2);
    }

    @Test
    void shouldStayTheSameWhenFixed() {
        assertThat(nanos(ReconnectPause.upstream(), 9)).containsOnly(30 * SECOND);
        assertThat(nanos(ReconnectPause.fixed(7 * SECOND), 9)).containsOnly(7 * SECOND);
    }

    @Test
    void shouldNotBeShorterThanASecond() {
        assertThatThrownBy(() -> ReconnectPause.fixed(SECOND - 1))
                .hasMessageContaining("firstNanos 999999999");
        assertThatThrownBy(() -> new ReconnectPause(2 * SECOND, SECOND, 0))
                .hasMessageContaining("longestNanos");
        assertThatThrownBy(() -> new ReconnectPause(SECOND, SECOND, Double.NaN))
                .hasMessageContaining("jitter NaN");
    }
}
