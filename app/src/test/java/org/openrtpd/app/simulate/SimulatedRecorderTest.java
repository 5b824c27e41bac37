package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;

class SimulatedRecorderTest {

    private static final int EPOCH = 7;
    private static final long BEGIN_NANOS = -5_000_000_000L;
    private static final NetworkPlan PLAN = TestPlans.of("format=32;rate=1");

    private static SimulatedRecorder recorder(NetworkPlan plan, double factor, Outages outages) {
        return new SimulatedRecorder(TestPlans.recording(plan), EPOCH,
                new SimulatedTime(plan.startMillis(), BEGIN_NANOS, factor), outages);
    }

    private static long after(long seconds) {
        return BEGIN_NANOS + TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void shouldReleaseWhatIsCompleteByNow() {
        SimulatedRecorder real = recorder(PLAN, SimulatedTime.REAL, Outages.NONE);
        real.release(after(0));
        int atStart = real.end();
        real.release(after(2));
        assertThat(real.end()).as("250 samples at 100 a second take 2.5 s").isEqualTo(atStart);
        real.release(BEGIN_NANOS + 2_500_000_000L);
        assertThat(real.end()).isEqualTo(atStart + 3);

        SimulatedRecorder fast = recorder(PLAN, 10, Outages.NONE);
        fast.release(BEGIN_NANOS + 250_000_000L);
        assertThat(fast.end()).isEqualTo(atStart + 3);
        assertThat(fast.count()).isEqualTo(fast.end());
    }

    @Test
    void shouldKeepPacketsUntilTheyAreAcknowledgedAndMakeNoMoreThanItCanKeep() {
        SimulatedRecorder recorder = recorder(PLAN, SimulatedTime.MAX, Outages.NONE);
        List<ByteBuf> expected = TestPlans.packets(PLAN);
        recorder.release(after(0));
        assertThat(recorder.end()).isEqualTo(SimulatedRecorder.KEPT);

        List<ByteBuf> given = new ArrayList<>();
        while (!recorder.isDone()) {
            int next = given.size();
            given.add(recorder.packet(next).copy());
            assertThat(recorder.packet(recorder.end() - 1))
                    .isEqualTo(expected.get(recorder.end() - 1));
            assertThat(recorder.packet(next)).isEqualTo(given.get(next));
            recorder.acknowledged(next + 1);
            assertThat(recorder.oldest()).isEqualTo(next + 1);
            assertThat(recorder.end() - recorder.oldest())
                    .isLessThanOrEqualTo(SimulatedRecorder.KEPT);
        }

        assertThat(given).isEqualTo(expected);
        assertThat(recorder.acknowledgedCount()).isEqualTo(expected.size());
    }

    @Test
    void shouldIgnoreAnAcknowledgementOfWhatWasAcknowledged() {
        SimulatedRecorder recorder = recorder(PLAN, SimulatedTime.MAX, Outages.NONE);
        recorder.release(after(0));
        recorder.acknowledged(9);
        recorder.acknowledged(4);

        assertThat(recorder.oldest()).isEqualTo(9);
    }

    @Test
    void shouldSendWhatItHasAndNoMoreWhenStopped() {
        NetworkPlan endless = new NetworkPlan(1, TestPlans.UNIT_9D01, 1, PLAN.streams(),
                TestPlans.START, NetworkPlan.NO_END, 0, GpsMode.CYCLED, 0);
        for (double factor : new double[] {SimulatedTime.REAL, SimulatedTime.MAX}) {
            SimulatedRecorder recorder = recorder(endless, factor, Outages.NONE);
            recorder.release(after(30));
            int made = recorder.end();
            recorder.stop();
            recorder.release(after(9999));
            assertThat(recorder.end()).isEqualTo(made);
            assertThat(recorder.isDone()).isFalse();
            recorder.acknowledged(made);
            recorder.release(after(9999));

            assertThat(recorder.isDone()).isTrue();
        }
    }

    @Test
    void shouldStillSendABacklogWhenStopped() {
        SimulatedRecorder recorder = recorder(PLAN, SimulatedTime.REAL, Outages.NONE);
        recorder.release(after(600));
        assertThat(recorder.end()).isEqualTo(SimulatedRecorder.KEPT);
        recorder.stop();
        while (!recorder.isDone()) {
            recorder.acknowledged(recorder.end());
            recorder.release(after(9999));
        }

        assertThat(recorder.count()).as("ten minutes of three channels")
                .isGreaterThan(3 * 600 * 100 / 250);
    }

    @Test
    void shouldCutItsLinkInEveryPeriodForAsLongAsAsked() {
        Outages outages = Outages.parse("60s/10s");
        SimulatedRecorder recorder = recorder(PLAN, SimulatedTime.REAL, outages);
        for (int period = 0; period < 4; period++) {
            int out = 0;
            for (int second = 0; second < 60; second++) {
                out += recorder.hasLink(after(60 * period + second)) ? 0 : 1;
            }
            assertThat(out).isEqualTo(10);
        }
        recorder.stop();
        for (int second = 0; second < 60; second++) {
            assertThat(recorder.hasLink(after(second))).isTrue();
        }
    }

    @Test
    void shouldNotAnswerCommandsAndSayWhoItIs() {
        SimulatedRecorder recorder = recorder(PLAN, SimulatedTime.REAL, Outages.NONE);

        assertThat(recorder.answer(new byte[] {1})).isFalse();
        assertThat(recorder.unit()).isEqualTo(TestPlans.UNIT_9D01);
        assertThat(recorder.epoch()).isEqualTo(EPOCH);
    }
}
