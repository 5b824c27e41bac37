package org.openrtpd.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Two recorders, the second of which begins at 50; 1,000 packets a second, the ramp is 10 ms. */
class DueTimesTest {

    private static final long START = 5_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final int PACKET_START = 6;

    private final DueTimes due = new DueTimes(
            Schedule.atRate(1000), START, new int[] {0, 50}, 10 * MILLI, 20 * MILLI);

    private long of(int recorder, int seq) {
        ByteBuffer bytes = ByteBuffer.allocate(PACKET_START + Bodies.LENGTH)
                .putInt(PACKET_START + Bodies.RECORDER_OFFSET, recorder)
                .putInt(PACKET_START + Bodies.NUMBER_OFFSET, seq);
        return due.of(bytes, PACKET_START);
    }

    @Test
    void shouldTellWhenAPacketOfTheMeasuredPartWasDue() {
        assertThat(due.packets()).isEqualTo(20);
        assertThat(of(0, 5)).isEqualTo(START + 10 * MILLI);
        assertThat(of(1, 55)).isEqualTo(START + 11 * MILLI);
        assertThat(of(1, 64)).isEqualTo(START + 29 * MILLI);
    }

    @Test
    void shouldLeaveOutTheRampWhatCameBehindAndOtherRounds() {
        assertThat(of(0, 4)).isEqualTo(DueTimes.NOT_MEASURED);
        assertThat(of(0, 15)).isEqualTo(DueTimes.NOT_MEASURED);
        assertThat(of(1, 49)).isEqualTo(DueTimes.NOT_MEASURED);
    }

    @Test
    void shouldLeaveOutPacketsThatNoRecorderOfOursMade() {
        assertThat(of(2, 5)).isEqualTo(DueTimes.NOT_MEASURED);
        assertThat(of(-1, 5)).isEqualTo(DueTimes.NOT_MEASURED);
    }
}
