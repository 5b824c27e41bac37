package org.openrtpd.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final int WINDOW = 16;
    private static final int SESSION = 7;
    private static final long NOW = 1_000_000_000L;

    private final Fleet fleet = new Fleet(3, WINDOW);

    @BeforeEach
    void attach() {
        for (int recorder = 0; recorder < fleet.size(); recorder++) {
            fleet.attached(recorder, SESSION, 100, WINDOW);
        }
    }

    private int sendAll(int recorder) {
        int sent = 0;
        while (fleet.turn() == recorder) {
            fleet.send(recorder, NOW);
            sent++;
        }
        return sent;
    }

    @Test
    void shouldLetARecorderFillItsWindowAndThenTheNextOne() {
        fleet.beginUnpaced();

        assertThat(sendAll(0)).isEqualTo(WINDOW);
        assertThat(fleet.turn()).isEqualTo(1);
        assertThat(fleet.underWay()).isEqualTo(WINDOW);
    }

    @Test
    void shouldNumberOnFromWhatTheServerExpects() {
        fleet.beginUnpaced();

        assertThat(fleet.send(0, NOW)).isEqualTo(100);
        assertThat(fleet.send(0, NOW)).isEqualTo(101);
    }

    @Test
    void shouldGiveARecorderAnotherTurnForWhatIsAcknowledged() {
        fleet.beginUnpaced();
        sendAll(0);
        sendAll(1);
        sendAll(2);

        int fresh = fleet.acknowledged(0, 104, WINDOW, NOW);

        assertThat(fresh).isEqualTo(4);
        assertThat(fleet.turn()).isZero();
        assertThat(sendAll(0)).isEqualTo(4);
        assertThat(fleet.turn()).isEqualTo(-1);
    }

    @Test
    void shouldTakeNoAcknowledgementThatIsOldOrNeverWasSent() {
        fleet.beginUnpaced();
        sendAll(0);
        fleet.acknowledged(0, 110, WINDOW, NOW);

        assertThat(fleet.acknowledged(0, 105, WINDOW, NOW)).isZero();
        assertThat(fleet.acknowledged(0, 117, WINDOW, NOW)).isZero();
        assertThat(fleet.acked(0)).isEqualTo(110);
    }

    @Test
    void shouldSendNoMoreThanTheServerAccepts() {
        fleet.attached(0, SESSION, 100, 2);
        fleet.beginUnpaced();

        assertThat(sendAll(0)).isEqualTo(2);
    }

    @Test
    void shouldGoOnOverTheLargestNumber() {
        fleet.attached(0, SESSION, -2, WINDOW);
        fleet.beginUnpaced();
        sendAll(0);

        assertThat(fleet.acknowledged(0, 3, WINDOW, NOW)).isEqualTo(5);
        assertThat(fleet.next(0)).isEqualTo(14);
    }

    @Test
    void shouldSendAtARateOnlyWhatIsDue() {
        fleet.beginPaced();
        fleet.makeDue(2);
        fleet.makeDue(1);
        fleet.makeDue(2);

        assertThat(sendAll(2)).isEqualTo(2);
        assertThat(sendAll(1)).isEqualTo(1);
        assertThat(fleet.turn()).isEqualTo(-1);
    }

    @Test
    void shouldCountWhatIsDueBehindAFullWindowAsUnfinished() {
        fleet.beginPaced();
        for (int i = 0; i < WINDOW + 3; i++) {
            fleet.makeDue(0);
        }
        sendAll(0);

        assertThat(fleet.underWay()).isEqualTo(WINDOW);
        assertThat(fleet.unfinished()).isEqualTo(WINDOW + 3);
    }

    @Test
    void shouldFindARecorderStalledThatWaitsTooLong() {
        fleet.beginUnpaced();
        sendAll(0);

        assertThat(fleet.isStalled(0, NOW + 500, 500)).isFalse();
        assertThat(fleet.isStalled(0, NOW + 501, 500)).isTrue();
        assertThat(fleet.isStalled(1, NOW + 501, 500)).isFalse();
    }

    @Test
    void shouldHaveNothingUnderWayForASessionThatBeganAnew() {
        fleet.beginUnpaced();
        sendAll(0);

        fleet.attached(0, SESSION + 1, 108, WINDOW);

        assertThat(fleet.underWay()).isZero();
        assertThat(fleet.next(0)).isEqualTo(108);
    }
}
