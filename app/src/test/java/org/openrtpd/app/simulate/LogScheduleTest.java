package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;

/** What the log says, and when (record format, section 10). */
class LogScheduleTest {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long LOCK = TestPlans.START + 2 * MINUTE;
    private static final Duration DAY = Duration.ofHours(24);

    private static List<LogLine> lines(GpsMode gps, int clockStepMillis) {
        NetworkPlan plan = TestPlans.with(3, "rate=1", gps, clockStepMillis, DAY);
        RecorderClock clock = new RecorderClock(clockStepMillis, LOCK + 2447, LOCK + 12_447);
        LogSchedule schedule =
                new LogSchedule(plan, plan.site(0), TestPlans.UNIT_9D01, clock, LOCK);
        List<LogLine> lines = new ArrayList<>();
        while (schedule.peek().isPresent()) {
            lines.add(schedule.take());
        }
        return lines;
    }

    private static List<String> texts(List<LogLine> lines) {
        return lines.stream().map(LogLine::text).toList();
    }

    private static long count(List<LogLine> lines, String part) {
        return lines.stream().filter(line -> line.text().contains(part)).count();
    }

    @ParameterizedTest
    @EnumSource(GpsMode.class)
    void shouldGoFromPowerUpToTheStopInTheOrderOfTime(GpsMode gps) {
        List<LogLine> lines = lines(gps, 0);

        assertThat(lines).isSortedAccordingTo(
                (a, b) -> Long.compare(a.trueMillis(), b.trueMillis()));
        assertThat(lines.get(0)).isEqualTo(
                new LogLine(TestPlans.START - 40_000, "SYSTEM POWERUP"));
        assertThat(lines.get(lines.size() - 1).text()).isEqualTo("ACQUISITION STOPPED");
        assertThat(texts(lines)).contains("POWERUP COMPLETE", "ACQUISITION STARTED",
                "PARAMETERS IMPLEMENTED");
        assertThat(count(lines, "BATTERY VOLTAGE")).isBetween(24L, 26L);
        assertThat(texts(lines)).filteredOn(text -> text.startsWith("BATTERY")).allMatch(
                text -> text.matches("BATTERY VOLTAGE = \\d\\d\\.\\dV, TEMPERATURE = -?\\d+C,"
                        + " BACKUP = 3\\.3V"));
    }

    @Test
    void shouldCycleTheGpsAtMinute40OfEachHour() {
        List<LogLine> lines = lines(GpsMode.CYCLED, 0);

        List<LogLine> woken = lines.stream()
                .filter(line -> line.text().equals("EXTERNAL CLOCK WAKEUP")).toList();
        assertThat(woken).hasSize(25);
        assertThat(woken.subList(1, 25)).allSatisfy(
                line -> assertThat(line.trueMillis() / MINUTE % 60).isEqualTo(40));
        assertThat(count(lines, "EXTERNAL CLOCK IS LOCKED")).isEqualTo(25);
        assertThat(count(lines, "EXTERNAL CLOCK POWER IS TURNED OFF")).isEqualTo(25);
        assertThat(count(lines, "PHASE ERROR OF")).as("each minute at first, then one a cycle")
                .isEqualTo(12 + 24);
        assertThat(count(lines, "UNLOCKED")).isEqualTo(1);
    }

    @Test
    void shouldStayOnWhenContinuousAndLoseTheLockNowAndThen() {
        List<LogLine> lines = lines(GpsMode.CONTINUOUS, 0);

        assertThat(count(lines, "TURNED OFF")).isZero();
        assertThat(count(lines, "PHASE ERROR OF")).isGreaterThan(24 * 3 - 3);
        assertThat(count(lines, "IS UNLOCKED")).isPositive();
        assertThat(count(lines, "IS LOCKED")).isEqualTo(count(lines, "IS UNLOCKED") + 1);
    }

    @Test
    void shouldNeverLockWithoutAGps() {
        List<LogLine> lines = lines(GpsMode.NONE, 0);

        assertThat(count(lines, "LOCKED")).isZero();
        assertThat(count(lines, "GPS")).isZero();
        assertThat(count(lines, "EXTERNAL CLOCK ERROR - MISSING 1PPS")).isEqualTo(24);
    }

    @Test
    void shouldTellWhereItIsWithTheFirstLock() {
        assertThat(texts(lines(GpsMode.CYCLED, 0))).anyMatch(text -> text.matches(
                "GPS: POSITION: N4\\d:\\d\\d:\\d\\d\\.\\d\\d E0\\d\\d:\\d\\d:\\d\\d\\.\\d\\d"
                        + " \\+\\d{5}M"));
    }

    @Test
    void shouldTellEachStepOfTheClock9_4() {
        List<LogLine> lines = lines(GpsMode.CYCLED, 390);

        // The lock is at 23:52:20.500; the jerk 2.447 s later, on a clock 390 ms behind.
        assertThat(texts(lines)).containsSubsequence(
                "EXTERNAL CLOCK IS LOCKED",
                "INTERNAL CLOCK TIME JERK ENABLED",
                "INTERNAL CLOCK TIME JERK # 1 OCCURRED AT 23:52:22.557",
                "INTERNAL CLOCK TIME SET",
                "DSP CLOCK SET: OLD=26:365:23:52:22.557, NEW=26:365:23:52:21.947",
                "DSP CLOCK DIFFERENCE: 0 SECS AND -610 MSECS",
                "DSP CLOCK HAS CHANGED 1 TIMES",
                "INTERNAL CLOCK TIME SET",
                "DSP CLOCK SET: OLD=26:365:23:52:31.947, NEW=26:365:23:52:32.947",
                "DSP CLOCK DIFFERENCE: 1 SECS AND 0 MSECS",
                "DSP CLOCK HAS CHANGED 2 TIMES");
        assertThat(count(lines(GpsMode.CYCLED, 0), "JERK")).isZero();
    }
}
