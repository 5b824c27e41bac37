package org.openrtpd.watchdog.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openrtpd.watchdog.judge.AlarmNotice.Change;
import org.openrtpd.watchdog.probe.FlowState;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.probe.ProbeOutcome;

class JudgementTest {

    private static final long PID = 4711;
    private static final int UNIT_9E16 = 0x9E16;
    private static final int UNIT_91F5 = 0x91F5;
    private static final Limits LIMITS = Limits.defaults();

    private long now;
    private Judgement judgement;

    /** RTPD as it looks from outside: state, life, its clock, its units. */
    private FlowState state;
    private long heard;
    private long serverTime;
    private long serverPid;
    private ProbeOutcome probeOutcome;
    private final Map<Integer, Integer> lastPackets = new HashMap<>();
    private final List<Integer> sending = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int probes;

    @BeforeEach
    void begin() {
        judge(LIMITS, Memory.NONE);
    }

    private void judge(Limits limits, Memory memory) {
        now = 0;
        serverTime = 1_800_000_000L;
        state = FlowState.ATTACHED;
        serverPid = PID;
        probeOutcome = ProbeOutcome.ACKNOWLEDGED;
        judgement = new Judgement(limits, memory, now);
    }

    private void up() {
        judgement.started(now);
        judgement.ready(now, OptionalLong.of(PID));
    }

    /** One second passes and is looked at. */
    private Action second() {
        now += 1_000_000_000L;
        serverTime++;
        if (state == FlowState.ATTACHED) {
            heard++;
            sending.forEach(unit -> lastPackets.put(unit, (int) serverTime));
        }
        see();
        Action action = judgement.next(now);
        if (action instanceof Action.Probe) {
            probes++;
            judgement.probed(now, probeOutcome);
        }
        judgement.alarms().takeNotices().forEach(notice -> notices.add(
                (notice.change() == Change.RAISED ? "+" : "-") + notice.alarm().tag()
                        + (notice.subject().isEmpty() ? "" : " " + notice.subject())));
        return action;
    }

    private void see() {
        judgement.sees(now, new FlowView(
                state, heard, OptionalLong.of(serverPid), serverTime, lastPackets, "as it is"));
    }

    /** Time passes and nothing is to be done but probing. */
    private void quiet(Duration span) {
        for (long i = 0; i < span.toSeconds(); i++) {
            assertThat(second()).as("after %d s", i + 1)
                    .isInstanceOfAny(Action.Wait.class, Action.Probe.class);
        }
    }

    /** Time passes until something is to be done, in seconds. */
    private long secondsUntil(Reason reason, Duration limit) {
        for (long i = 1; i <= limit.toSeconds(); i++) {
            if (second() instanceof Action.Restart restart) {
                assertThat(restart.reason()).isEqualTo(reason);
                return i;
            }
        }
        throw new AssertionError("no restart within " + limit);
    }

    /** The same in minutes, with what a restart took. */
    private long minutesUntil(Reason reason) {
        return (secondsUntil(reason, Duration.ofHours(3)) + 5) / 60;
    }

    /** RTPD is stopped and started again, as was asked for. */
    private void restarted() {
        judgement.stopped(now);
        assertThat(second()).isInstanceOf(Action.Start.class);
        lastPackets.clear();
        up();
    }

    @Test
    void shouldStartWhatDoesNotRun() {
        assertThat(judgement.next(now)).isInstanceOf(Action.Start.class);
    }

    @Test
    void shouldLeaveAServerAloneThatTakesPacketsIn() {
        sending.add(UNIT_9E16);
        up();

        quiet(Duration.ofHours(3));

        assertThat(notices).isEmpty();
        assertThat(probes).isZero();
    }

    @Nested
    class WhenTheProcessIsGone {

        private Duration crash(int secondsAfterReady) {
            up();
            quiet(Duration.ofSeconds(secondsAfterReady));
            return judgement.ended(now, Exit.of(1));
        }

        private void waitForStart(Duration pause) {
            for (long i = 1; i < pause.toSeconds(); i++) {
                assertThat(second()).isInstanceOf(Action.Wait.class);
            }
            assertThat(second()).isInstanceOf(Action.Start.class);
        }

        @Test
        void shouldStartAgainInEverLongerPausesAndNeverGiveUp() {
            sending.add(UNIT_9E16);
            for (int pause : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
                Duration told = crash(3);
                assertThat(told).hasSeconds(pause);
                waitForStart(told);
            }
        }

        @Test
        void shouldBeginWithShortPausesAfterAGoodRun() {
            sending.add(UNIT_9E16);
            crash(3);
            crash(3);

            assertThat(crash(61)).hasSeconds(1);
        }

        @Test
        void shouldRaiseAlarmsOnceAndClearThemWhenItRunsWell() {
            sending.add(UNIT_9E16);
            for (int i = 0; i < 8; i++) {
                waitForStart(crash(3));
            }
            up();
            quiet(Duration.ofMinutes(2));

            assertThat(notices).containsExactly("+server-down", "-server-down", "+server-down",
                    "+crash-loop", "-server-down", "-crash-loop");
        }

        @Test
        void shouldRetrySlowlyWhatNoRestartCures() {
            for (int code : new int[] {2, 3, 4, 5}) {
                judgement.started(now);
                Duration pause = judgement.ended(now, Exit.of(code));

                assertThat(pause).hasSeconds(60);
                waitForStart(pause);
            }
            up();
            second();

            assertThat(notices).containsExactly("+cannot-start", "-cannot-start");
        }

        @Test
        void shouldTakeTheSameExitCodesForAFailureOnceItWasReady() {
            up();

            assertThat(judgement.ended(now, Exit.of(3))).hasSeconds(1);
        }

        @Test
        void shouldRetrySlowlyAProgramThatDoesNotExist() {
            assertThat(judgement.cannotStart(now, "no such file")).hasSeconds(60);
            second();
            assertThat(notices).containsExactly("+cannot-start");
        }
    }

    @Nested
    class WhenItDoesNotAnswer {

        @BeforeEach
        void deliver() {
            sending.add(UNIT_9E16);
            up();
            quiet(Duration.ofMinutes(2));
        }

        @Test
        void shouldRestartWhenThePortRefusesForLongerThanItsLimit() {
            state = FlowState.REFUSED;

            assertThat(secondsUntil(Reason.PORT_REFUSED, Duration.ofHours(1))).isEqualTo(15);
        }

        @Test
        void shouldRestartWhenNobodyShakesHands() {
            state = FlowState.NO_HANDSHAKE;

            assertThat(secondsUntil(Reason.NO_HANDSHAKE, Duration.ofHours(1))).isEqualTo(30);
        }

        @Test
        void shouldRestartWhenItIsSilent() {
            state = FlowState.SILENT;

            assertThat(secondsUntil(Reason.NO_HEARTBEAT, Duration.ofHours(1))).isEqualTo(45);
        }

        @Test
        void shouldRestartWhenQuestionsAreNotAnsweredThoughHeartbeatsCome() {
            for (int i = 1; i < 45; i++) {
                now += 1_000_000_000L;
                heard++;
                see();
                assertThat(judgement.next(now)).isInstanceOfAny(Action.Wait.class, Action.Probe.class);
            }
            now += 1_000_000_000L;
            heard++;
            see();

            assertThat(judgement.next(now)).isInstanceOfSatisfying(Action.Restart.class,
                    restart -> assertThat(restart.reason()).isEqualTo(Reason.NO_HEARTBEAT));
        }

        @Test
        void shouldNotBeginAnewWhenOneFaultTurnsIntoAnother() {
            state = FlowState.SILENT;
            quiet(Duration.ofSeconds(25));
            state = FlowState.CONNECTING;
            quiet(Duration.ofSeconds(4));
            state = FlowState.NO_HANDSHAKE;

            assertThat(secondsUntil(Reason.NO_HANDSHAKE, Duration.ofHours(1))).isEqualTo(1);
        }

        @Test
        void shouldForgiveAShortFault() {
            for (int i = 0; i < 20; i++) {
                state = FlowState.REFUSED;
                quiet(Duration.ofSeconds(14));
                state = FlowState.ATTACHED;
                quiet(Duration.ofSeconds(1));
            }

            assertThat(notices).isEmpty();
        }

        @Test
        void shouldNotTakeSomebodyElseForIt() {
            serverPid = PID + 1;

            assertThat(secondsUntil(Reason.NO_HANDSHAKE, Duration.ofHours(1))).isEqualTo(30);
        }

        @Test
        void shouldStartAtOnceAfterAGoodRunAndInPausesAfterBadOnes() {
            state = FlowState.REFUSED;
            secondsUntil(Reason.PORT_REFUSED, Duration.ofMinutes(1));
            assertThat(judgement.stopped(now)).isZero();
            for (int pause : new int[] {1, 2, 4, 8}) {
                up();
                secondsUntil(Reason.PORT_REFUSED, Duration.ofMinutes(1));
                assertThat(judgement.stopped(now)).hasSeconds(pause);
            }
        }

        @Test
        void shouldNotStartASecondOneWhenTheFirstCannotBeEnded() {
            state = FlowState.REFUSED;
            secondsUntil(Reason.PORT_REFUSED, Duration.ofMinutes(1));
            judgement.stillThere(now);

            for (int i = 0; i < 3; i++) {
                assertThat(secondsUntil(Reason.PORT_REFUSED, Duration.ofMinutes(1))).isEqualTo(10);
                judgement.stillThere(now);
            }
            judgement.ended(now, Exit.UNKNOWN);
            assertThat(second()).isInstanceOf(Action.Start.class);
            assertThat(notices).containsExactly("+server-down", "+cannot-stop", "-cannot-stop");
        }

        @Test
        void shouldSayThatItIsTurnedAwayAndNotRestart() {
            state = FlowState.TURNED_AWAY;
            sending.clear();
            quiet(Duration.ofHours(1));
            assertThat(probes).as("the way in is tried instead").isGreaterThan(50);
            state = FlowState.ATTACHED;
            sending.add(UNIT_9E16);
            quiet(Duration.ofMinutes(1));

            assertThat(notices).containsExactly("+watch-turned-away", "-watch-turned-away");
        }
    }

    @Nested
    class WhenAStartTakesLong {

        @Test
        void shouldWaitForItsOwnLimit() {
            judge(LIMITS, Memory.NONE.expectingReady());
            state = FlowState.REFUSED;
            judgement.started(now);

            assertThat(secondsUntil(Reason.START_LIMIT, Duration.ofHours(1))).isEqualTo(600);
        }

        @Test
        void shouldGiveARecoveryThatIsLongerThanItsLimitEverMoreTime() {
            judge(LIMITS, Memory.NONE.expectingReady());
            state = FlowState.REFUSED;
            List<Long> minutes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                judgement.started(now);
                minutes.add(minutesUntil(Reason.START_LIMIT));
                judgement.stopped(now);
            }
            assertThat(minutes).containsExactly(10L, 20L, 40L, 80L, 160L, 160L);

            state = FlowState.ATTACHED;
            up();
            quiet(Duration.ofMinutes(2));
            judgement.ended(now, Exit.of(1));
            state = FlowState.REFUSED;
            judgement.started(now);
            assertThat(minutesUntil(Reason.START_LIMIT)).isEqualTo(10);
        }

        @Test
        void shouldTakeAProcessThatIsStoppedBeforeItIsReadyForHung() {
            judge(LIMITS, Memory.NONE.expectingReady());
            state = FlowState.REFUSED;
            judgement.started(now);
            quiet(Duration.ofMinutes(1));
            judgement.seesStopped(now);

            assertThat(secondsUntil(Reason.PROCESS_STOPPED, Duration.ofHours(1))).isEqualTo(30);

            judgement.stopped(now);
            judgement.started(now);
            assertThat(secondsUntil(Reason.START_LIMIT, Duration.ofHours(1)))
                    .as("the limit of a start, which was not exceeded").isEqualTo(600);
        }

        @Test
        void shouldForgiveAStopThatEnds() {
            judge(LIMITS, Memory.NONE.expectingReady());
            state = FlowState.REFUSED;
            judgement.started(now);
            for (int i = 0; i < 10; i++) {
                judgement.seesStopped(now);
                quiet(Duration.ofSeconds(29));
                judgement.seesRunning();
                quiet(Duration.ofSeconds(1));
            }
        }

        @Test
        void shouldWatchACommandThatNeverSaysReadyAsAProcessOnly() {
            judgement.started(now);

            quiet(Duration.ofHours(24));
        }

        @Test
        void shouldExpectToHearReadyAgainFromACommandThatSaidSo() {
            up();
            judgement.ended(now, Exit.of(1));
            judgement.started(now);
            state = FlowState.REFUSED;

            assertThat(secondsUntil(Reason.START_LIMIT, Duration.ofHours(1))).isEqualTo(600);
            assertThat(judgement.memory().saysReady()).isTrue();
        }
    }

    @Nested
    class WhenNoPacketComes {

        @BeforeEach
        void deliverAndStop() {
            sending.add(UNIT_9E16);
            up();
            quiet(Duration.ofMinutes(2));
            sending.clear();
        }

        @Test
        void shouldProbeTheWayInAndRestartOnceAndThenEverSeldomer() {
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                pauses.add(minutesUntil(Reason.STALL));
                restarted();
            }

            assertThat(pauses).containsExactly(5L, 5L, 10L, 20L, 40L, 80L, 120L, 120L);
            assertThat(notices).containsExactly("+no-recorder");
            assertThat(probes).isGreaterThan(8);
        }

        @Test
        void shouldBeginAnewWhenPacketsCame() {
            secondsUntil(Reason.STALL, Duration.ofHours(1));
            restarted();
            secondsUntil(Reason.STALL, Duration.ofHours(1));
            restarted();
            sending.add(UNIT_91F5);
            quiet(Duration.ofMinutes(2));
            sending.clear();

            assertThat(secondsUntil(Reason.STALL, Duration.ofHours(1))).isBetween(300L, 302L);
            assertThat(notices).containsExactly("+no-recorder", "-no-recorder", "+no-recorder");
        }

        @Test
        void shouldOnlySaySoWhenNoRestartIsAllowed() {
            judge(new Limits(LIMITS.start(), LIMITS.port(), LIMITS.handshake(), LIMITS.heartbeat(),
                    LIMITS.stall(), 0, LIMITS.probeEvery(), LIMITS.unitSilence()), Memory.NONE);
            sending.add(UNIT_9E16);
            up();
            quiet(Duration.ofMinutes(2));
            sending.clear();

            quiet(Duration.ofHours(12));

            assertThat(notices).containsExactly("+no-recorder");
        }

        @Test
        void shouldRestartAtOnceWhenTheWayInIsShut() {
            probeOutcome = ProbeOutcome.NO_ANSWER;

            assertThat(secondsUntil(Reason.PROBE_FAILED, Duration.ofHours(1))).isBetween(30L, 45L);
            assertThat(probes).isEqualTo(WayIn.TRIES);
        }

        @Test
        void shouldClearThatAlarmOnlyWhenAPacketIsAcknowledged() {
            probeOutcome = ProbeOutcome.NOT_ACKNOWLEDGED;
            secondsUntil(Reason.PROBE_FAILED, Duration.ofHours(1));
            restarted();
            quiet(Duration.ofSeconds(25));
            assertThat(notices).containsExactly("+server-down");
            probeOutcome = ProbeOutcome.ACKNOWLEDGED;
            quiet(Duration.ofSeconds(10));

            assertThat(notices).containsExactly("+server-down", "-server-down");
        }

        @Test
        void shouldRestartSeldomerWhenThatDoesNotOpenTheWayIn() {
            probeOutcome = ProbeOutcome.NO_ANSWER;
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                pauses.add(minutesUntil(Reason.PROBE_FAILED));
                restarted();
            }

            assertThat(pauses).containsExactly(0L, 1L, 2L, 4L, 8L, 16L);
        }

        @Test
        void shouldSayThatItIsWellWhenItAnswersThatItsJournalRefuses() {
            probeOutcome = ProbeOutcome.NO_ANSWER;
            secondsUntil(Reason.PROBE_FAILED, Duration.ofHours(1));
            restarted();
            probeOutcome = ProbeOutcome.JOURNAL_REFUSES;
            quiet(Duration.ofMinutes(2));

            assertThat(notices).containsExactly("+server-down", "+journal-refuses", "-server-down");
        }

        @Test
        void shouldSayThatItsOwnPacketsAreTurnedAway() {
            probeOutcome = ProbeOutcome.TURNED_AWAY;
            quiet(Duration.ofMinutes(2));
            assertThat(notices).containsExactly("+watch-turned-away as-recorder");

            probeOutcome = ProbeOutcome.ACKNOWLEDGED;
            quiet(Duration.ofMinutes(1));
            assertThat(notices).containsExactly(
                    "+watch-turned-away as-recorder", "-watch-turned-away as-recorder");
        }

        @Test
        void shouldNotRestartForOneLostPacket() {
            for (int i = 0; i < 8; i++) {
                probeOutcome = i % 3 == 2 ? ProbeOutcome.ACKNOWLEDGED : ProbeOutcome.NO_ANSWER;
                int before = probes;
                for (int s = 0; s < 40 && probes == before; s++) {
                    assertThat(second()).isNotInstanceOf(Action.Restart.class);
                }
            }
            assertThat(notices).isEmpty();
        }

        @Test
        void shouldNeverRestartForAJournalThatRefuses() {
            probeOutcome = ProbeOutcome.JOURNAL_REFUSES;
            quiet(Duration.ofHours(6));
            assertThat(notices).containsExactly("+journal-refuses");

            probeOutcome = ProbeOutcome.ACKNOWLEDGED;
            sending.add(UNIT_9E16);
            quiet(Duration.ofMinutes(2));
            assertThat(notices).containsExactly("+journal-refuses", "-journal-refuses");
        }

        @Test
        void shouldNotTakeAServerToWhichNobodyEverSentForStalled() {
            judge(LIMITS, Memory.NONE);
            lastPackets.clear();
            up();

            quiet(Duration.ofHours(6));

            assertThat(notices).isEmpty();
        }

        @Test
        void shouldRememberOverItsOwnDeathWhatItHadDone() {
            secondsUntil(Reason.STALL, Duration.ofHours(1));
            Memory memory = judgement.memory();
            assertThat(memory).isEqualTo(new Memory(true, 1, true, List.of("no-recorder")));

            judge(LIMITS, memory);
            judgement.adopted(now, OptionalLong.of(PID));

            assertThat(minutesUntil(Reason.STALL)).isEqualTo(5);
        }

        @Test
        void shouldTellTheEndOfAnAlarmThatBeganBeforeItsOwnDeathAndNotItsBeginningAgain() {
            secondsUntil(Reason.STALL, Duration.ofHours(1));
            assertThat(notices).containsExactly("+no-recorder");

            judge(LIMITS, judgement.memory());
            judgement.adopted(now, OptionalLong.of(PID));
            quiet(Duration.ofMinutes(4));
            assertThat(notices).containsExactly("+no-recorder");
            sending.add(UNIT_9E16);
            quiet(Duration.ofMinutes(1));

            assertThat(notices).containsExactly("+no-recorder", "-no-recorder");
        }

        @Test
        void shouldWatchForAMinuteItselfBeforeItActsOnWhatItFinds() {
            quiet(Duration.ofMinutes(4));
            judge(LIMITS, judgement.memory());
            lastPackets.put(UNIT_9E16, (int) serverTime - 3600);
            judgement.adopted(now, OptionalLong.of(PID));

            assertThat(secondsUntil(Reason.STALL, Duration.ofHours(1))).isBetween(60L, 62L);
        }

        @Test
        void shouldNotTakeAClockThatIsSetForSilenceOrPackets() {
            sending.add(UNIT_9E16);
            quiet(Duration.ofSeconds(10));
            // Times of recorders move with RTPD's clock, since it keeps their age.
            serverTime += 7200;
            lastPackets.replaceAll((unit, time) -> time + 7200);
            quiet(Duration.ofMinutes(10));
            sending.clear();
            quiet(Duration.ofMinutes(2));
            // Those of an upstream do not.
            serverTime -= 86_400;
            second();

            assertThat(secondsUntil(Reason.STALL, Duration.ofHours(1))).isBetween(175L, 185L);
        }

        @Test
        void shouldNotTakeTheJitterOfCutSecondsForPackets() {
            int last = lastPackets.get(UNIT_9E16);
            for (int i = 1; i < 300; i++) {
                lastPackets.put(UNIT_9E16, last + i % 2);
                assertThat(second()).isNotInstanceOf(Action.Restart.class);
            }

            assertThat(secondsUntil(Reason.STALL, Duration.ofHours(1))).isLessThan(5);
        }
    }

    @Nested
    class WhenOneUnitOfManyIsSilent {

        @BeforeEach
        void deliver() {
            sending.addAll(List.of(UNIT_9E16, UNIT_91F5));
            up();
            quiet(Duration.ofMinutes(10));
        }

        @Test
        void shouldSaySoOnceAndWhenItSendsAgain() {
            sending.remove((Integer) UNIT_91F5);
            quiet(Duration.ofMinutes(119));
            assertThat(notices).isEmpty();
            quiet(Duration.ofMinutes(60));
            assertThat(notices).containsExactly("+unit-silent 91F5");
            assertThat(judgement.silentUnits()).containsOnlyKeys(UNIT_91F5);

            sending.add(UNIT_91F5);
            quiet(Duration.ofMinutes(1));
            assertThat(notices).containsExactly("+unit-silent 91F5", "-unit-silent 91F5");
        }

        @Test
        void shouldKeepItInMindOverARestartOfTheServer() {
            sending.remove((Integer) UNIT_91F5);
            quiet(Duration.ofMinutes(110));
            judgement.ended(now, Exit.of(1));
            lastPackets.clear();
            up();
            quiet(Duration.ofMinutes(11));

            assertThat(notices).contains("+unit-silent 91F5");
        }

        @Test
        void shouldNotBlameUnitsOneByOneWhenAllAreSilent() {
            sending.clear();
            for (int i = 0; i < 8 * 3600; i++) {
                if (second() instanceof Action.Restart) {
                    restarted();
                }
            }
            assertThat(notices).containsExactly("+no-recorder");

            sending.add(UNIT_9E16);
            quiet(Duration.ofMinutes(4));
            assertThat(notices).as("recorders have time to come back")
                    .containsExactly("+no-recorder", "-no-recorder");
            quiet(Duration.ofMinutes(2));
            assertThat(notices).contains("+unit-silent 91F5");
        }

        @Test
        void shouldKeepItsAlarmOverItsOwnDeath() {
            sending.remove((Integer) UNIT_91F5);
            quiet(Duration.ofMinutes(125));
            assertThat(notices).containsExactly("+unit-silent 91F5");

            Memory memory = judgement.memory();
            judge(LIMITS, memory);
            judgement.adopted(now, OptionalLong.of(PID));
            quiet(Duration.ofMinutes(10));
            assertThat(notices).containsExactly("+unit-silent 91F5");
            sending.add(UNIT_91F5);
            quiet(Duration.ofMinutes(1));

            assertThat(notices).containsExactly("+unit-silent 91F5", "-unit-silent 91F5");
        }

        @Test
        void shouldNotWaitLongerForReturningUnitsThanTheirLimit() {
            judge(new Limits(LIMITS.start(), LIMITS.port(), LIMITS.handshake(), LIMITS.heartbeat(),
                    LIMITS.stall(), 1, LIMITS.probeEvery(), Duration.ofSeconds(30)), Memory.NONE);
            notices.clear();
            up();
            quiet(Duration.ofSeconds(5));
            sending.remove((Integer) UNIT_91F5);
            quiet(Duration.ofSeconds(40));

            assertThat(notices).containsExactly("+unit-silent 91F5");
        }

        @Test
        void shouldBoundTheNumberOfAlarms() {
            for (int unit = 1; unit <= 1000; unit++) {
                lastPackets.put(unit, (int) serverTime);
            }
            quiet(Duration.ofMinutes(125));

            assertThat(notices).hasSize(UnitSilence.MOST + 1).contains("+unit-silent others");
        }
    }
}
