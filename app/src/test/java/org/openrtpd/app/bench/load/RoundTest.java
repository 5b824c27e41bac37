package org.openrtpd.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The arithmetic of latencies: from when a packet is made, whatever the server does. */
class RoundTest {

    private static final int RECORDERS = 2;
    private static final long START = 5_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long PER_SECOND = 1000;

    private final Fleet fleet = new Fleet(RECORDERS, 16);
    private final Round round = new Round(Schedule.atRate(PER_SECOND), fleet);

    @BeforeEach
    void attach() {
        fleet.attached(0, 1, 0, 16);
        fleet.attached(1, 1, 50, 16);
        round.begin(START);
        round.measureFrom(START);
    }

    /** Makes and sends everything that is due at that time. */
    private void sendDue(long now) {
        round.makeDue(now, Integer.MAX_VALUE);
        for (int recorder = fleet.turn(); recorder >= 0; recorder = fleet.turn()) {
            fleet.send(recorder, now);
        }
    }

    private void acknowledge(int recorder, int ack, long now) {
        round.acknowledged(recorder, ack, fleet.acknowledged(recorder, ack, 16, now), now);
    }

    @Test
    void shouldMakePacketsInTurnsAtTheRate() {
        sendDue(START + 4 * MILLI);

        // At 0, 2 and 4 ms, and at 1 and 3 ms.
        assertThat(fleet.next(0)).isEqualTo(3);
        assertThat(fleet.next(1)).isEqualTo(52);
        assertThat(round.untilNext(START + 4 * MILLI, Long.MAX_VALUE)).isEqualTo(MILLI);
    }

    @Test
    void shouldMakeWhatWasDueBeforeTheEndHoweverLateThatIs() {
        round.measureUntil(START + 4 * MILLI);

        sendDue(START + 50 * MILLI);

        assertThat(fleet.next(0)).isEqualTo(2);
        assertThat(fleet.next(1)).isEqualTo(52);
        assertThat(round.result().lag().getTotalCount()).isEqualTo(4);
    }

    @Test
    void shouldCountLatencyFromWhenAPacketWasMadeThoughItWasSentLate() {
        sendDue(START + 4 * MILLI);
        acknowledge(1, 52, START + 10 * MILLI);
        round.measureUntil(START + 20 * MILLI);

        LoadResult result = round.result();

        assertThat(result.packets()).isEqualTo(2);
        assertThat((double) result.latency().getMaxValue()).isCloseTo(9 * MILLI, within(0.01 * MILLI));
        assertThat((double) result.latency().getMinValue()).isCloseTo(7 * MILLI, within(0.01 * MILLI));
    }

    @Test
    void shouldCountAPacketOfTheRoundThatIsAcknowledgedAfterItsEnd() {
        sendDue(START);
        round.measureUntil(START + MILLI);
        acknowledge(0, 1, START + 600 * MILLI);

        LoadResult result = round.result();

        assertThat(result.packets()).isZero();
        assertThat(result.late()).isEqualTo(1);
        assertThat(result.latency().getTotalCount()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatWasNeverAcknowledged() {
        sendDue(START + 3 * MILLI);
        round.measureUntil(START + 4 * MILLI);

        assertThat(round.result().unacknowledged()).isEqualTo(4);
    }

    @Test
    void shouldTellHowLateTheGeneratorWas() {
        sendDue(START + 2 * MILLI);
        round.measureUntil(START + 3 * MILLI);

        assertThat((double) round.result().lag().getMaxValue()).isCloseTo(2 * MILLI, within(0.01 * MILLI));
    }

    @Test
    void shouldBeBusyWhileItDoesNotWait() {
        round.waited(START + MILLI, START + 4 * MILLI);
        round.measureUntil(START + 4 * MILLI);

        assertThat(round.result().busy()).isEqualTo(0.25);
    }

    @Test
    void shouldTellPacketsASecondOfTheMeasuredPart() {
        sendDue(START + 9 * MILLI);
        acknowledge(0, 5, START + 9 * MILLI);
        acknowledge(1, 55, START + 9 * MILLI);
        round.measureUntil(START + 10 * MILLI);

        assertThat(round.result().packetsPerSecond()).isEqualTo(1000);
    }
}
