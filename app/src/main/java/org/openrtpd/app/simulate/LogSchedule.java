package org.openrtpd.app.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openrtpd.app.simulate.packet.ClockText;
import org.openrtpd.app.simulate.plan.Dice;
import org.openrtpd.app.simulate.plan.GpsMode;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.simulate.plan.Site;

/**
 * What a recorder writes into its log, and when: power-up, the first lock with its clock steps, then
 * hour by hour the state of the power and the cycles of the GPS (record format, section 10). Planned
 * an hour at a time, so that it may go on for ever.
 */
final class LogSchedule {

    private static final int PURPOSE = 6;
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long POWER_UP = 40 * SECOND;
    private static final long FIRST_CYCLE = 15 * MINUTE;
    private static final long STATUS_AT = 25 * MINUTE;
    private static final long CYCLE_AT = 40 * MINUTE;
    private static final long DISCIPLINE = 30 * SECOND;
    private static final int MEMORY_KB = 2560;
    private static final double LOSES_LOCK_IN_AN_HOUR = 0.2;

    private final NetworkPlan plan;
    private final Site site;
    private final int unit;
    private final RecorderClock clock;
    private final long lockMillis;
    private final List<LogLine> begin = new ArrayList<>();
    private final Deque<LogLine> planned = new ArrayDeque<>();
    private long hour;

    /** @param lockMillis true time of the first lock; without a meaning for {@link GpsMode#NONE} */
    LogSchedule(NetworkPlan plan, Site site, int unit, RecorderClock clock, long lockMillis) {
        this.plan = plan;
        this.site = site;
        this.unit = unit;
        this.clock = clock;
        this.lockMillis = lockMillis;
        this.hour = Math.floorDiv(plan.startMillis() - POWER_UP, HOUR);
        powerUp(plan.startMillis() - POWER_UP);
        if (plan.gps() != GpsMode.NONE) {
            firstLock();
        }
        if (plan.endMillis() != NetworkPlan.NO_END) {
            // After the last trailers, which are complete at the very end.
            begin.add(new LogLine(plan.endMillis() + 1, "ACQUISITION STOPPED"));
        }
        begin.sort(Comparator.comparingLong(LogLine::trueMillis));
    }

    /** The next line, which stays; none when the recorder writes no more. */
    Optional<LogLine> peek() {
        while (planned.isEmpty() && hour * HOUR <= lastMillis()) {
            planHour();
        }
        return Optional.ofNullable(planned.peek());
    }

    /** Takes the line that {@link #peek} showed. */
    LogLine take() {
        return planned.remove();
    }

    private long lastMillis() {
        return plan.endMillis() == NetworkPlan.NO_END ? NetworkPlan.NO_END : plan.endMillis() + 1;
    }

    private void powerUp(long at) {
        add(at, "SYSTEM POWERUP");
        add(at + SECOND, "REF TEK 130");
        add(at + SECOND, "CPU SOFTWARE V 3.4.5    (2012:306)");
        if (plan.gps() != GpsMode.NONE) {
            add(at + 2 * SECOND, "GPS FIRMWARE V 3.50");
            add(at + 3 * SECOND, "EXTERNAL CLOCK TYPE: GPS");
            add(at + 3 * SECOND, "EXTERNAL CLOCK POWER IS TURNED ON");
            add(at + 4 * SECOND, "EXTERNAL CLOCK WAKEUP");
        }
        add(at + 6 * SECOND, power(at));
        add(at + 7 * SECOND, memory(1));
        add(at + 12 * SECOND, "POWERUP COMPLETE");
        add(at + 20 * SECOND, "RTP: DISCOVERY");
        add(at + 22 * SECOND, "RTP: OPENED");
        add(at + 30 * SECOND, "PARAMETER PACKETS LINKED");
        add(plan.startMillis(), "PARAMETERS IMPLEMENTED");
        add(plan.startMillis(), "ACQUISITION STARTED");
    }

    private void firstLock() {
        add(lockMillis, "EXTERNAL CLOCK IS LOCKED");
        if (!clock.steps().isEmpty()) {
            add(lockMillis + SECOND, "INTERNAL CLOCK TIME JERK ENABLED");
        }
        int changes = 0;
        for (RecorderClock.Step step : clock.steps()) {
            changes++;
            step(step, changes);
        }
        SplittableRandom random = Dice.of(plan.seed(), PURPOSE, unit);
        add(lockMillis + DISCIPLINE + 20 * SECOND, "GPS: POSITION: " + site.logPosition());
        long end = plan.startMillis() + FIRST_CYCLE;
        for (long at = lockMillis + MINUTE; at < end; at += MINUTE) {
            add(at, phase(random));
        }
        if (plan.gps() == GpsMode.CYCLED) {
            switchOff(end);
        }
    }

    private void step(RecorderClock.Step step, int changes) {
        long at = step.trueMillis();
        long old = clock.reading(at) - step.millis();
        if (changes == 1) {
            add(at, "INTERNAL CLOCK TIME JERK # 1 OCCURRED AT " + ClockText.ofDay(old));
        }
        add(at, "INTERNAL CLOCK TIME SET");
        add(at, "DSP CLOCK SET: OLD=" + ClockText.full(old) + ", NEW="
                + ClockText.full(clock.reading(at)));
        add(at, "DSP CLOCK DIFFERENCE: " + step.millis() / SECOND + " SECS AND "
                + step.millis() % SECOND + " MSECS");
        add(at, "DSP CLOCK HAS CHANGED " + changes + " TIMES");
    }

    private void switchOff(long at) {
        add(at, "EXTERNAL CLOCK IS UNLOCKED");
        add(at, "EXTERNAL CLOCK SLEEP");
        add(at + SECOND, "EXTERNAL CLOCK POWER IS TURNED OFF");
    }

    private void planHour() {
        long from = hour * HOUR;
        hour++;
        SplittableRandom random = Dice.of(plan.seed(), PURPOSE, unit, hour);
        List<LogLine> lines = new ArrayList<>();
        long status = from + Math.floorMod(unit * 37, 60) * SECOND + STATUS_AT;
        lines.add(new LogLine(status, power(status)));
        lines.add(new LogLine(status, memory(1 + random.nextInt(MEMORY_KB / 8))));
        lines.add(new LogLine(status + SECOND, disk(status)));
        switch (plan.gps()) {
            case CYCLED -> cycle(lines, from + CYCLE_AT, random);
            case CONTINUOUS -> watch(lines, from, random);
            case NONE -> lines.add(
                    new LogLine(from + CYCLE_AT, "EXTERNAL CLOCK ERROR - MISSING 1PPS"));
        }
        long quietUntil = plan.startMillis() + FIRST_CYCLE + 2 * SECOND;
        lines.removeIf(line -> line.trueMillis() < quietUntil
                || line.trueMillis() > plan.endMillis());
        begin.stream()
                .filter(line -> Math.floorDiv(line.trueMillis(), HOUR) == hour - 1)
                .filter(line -> line.trueMillis() <= lastMillis())
                .forEach(lines::add);
        begin.removeIf(line -> line.trueMillis() < hour * HOUR);
        lines.sort(Comparator.comparingLong(LogLine::trueMillis));
        planned.addAll(lines);
    }

    private static void cycle(List<LogLine> lines, long at, SplittableRandom random) {
        long lock = at + (40 + random.nextInt(80)) * SECOND;
        lines.add(new LogLine(at, "EXTERNAL CLOCK POWER IS TURNED ON"));
        lines.add(new LogLine(at + SECOND, "EXTERNAL CLOCK WAKEUP"));
        lines.add(new LogLine(lock, "EXTERNAL CLOCK IS LOCKED"));
        lines.add(new LogLine(lock + DISCIPLINE, phase(random)));
        lines.add(new LogLine(lock + DISCIPLINE + SECOND, "EXTERNAL CLOCK SLEEP"));
        lines.add(new LogLine(lock + DISCIPLINE + 2 * SECOND, "EXTERNAL CLOCK POWER IS TURNED OFF"));
    }

    private static void watch(List<LogLine> lines, long from, SplittableRandom random) {
        for (int part = 0; part < 3; part++) {
            lines.add(new LogLine(from + part * 20 * MINUTE, phase(random)));
        }
        if (random.nextDouble() < LOSES_LOCK_IN_AN_HOUR) {
            long lost = from + random.nextInt(50) * MINUTE + 30 * SECOND;
            lines.add(new LogLine(lost, "EXTERNAL CLOCK IS UNLOCKED"));
            lines.add(new LogLine(lost + (10 + random.nextInt(300)) * SECOND,
                    "EXTERNAL CLOCK IS LOCKED"));
        }
    }

    private void add(long trueMillis, String text) {
        begin.add(new LogLine(trueMillis, text));
    }

    private static String phase(SplittableRandom random) {
        return "INTERNAL CLOCK PHASE ERROR OF " + (random.nextInt(13) - 6) + " USECONDS";
    }

    private String power(long at) {
        double ofDay = 2 * Math.PI * Math.floorMod(at, DAY) / DAY;
        double volts = 13.1 - 0.6 * StrictMath.cos(ofDay) + Math.floorMod(unit, 7) * 0.1;
        long degrees = Math.round(14 - 9 * StrictMath.cos(ofDay - 0.5) - site.altitudeMetres() / 200.0);
        return String.format(Locale.ROOT,
                "BATTERY VOLTAGE = %.1fV, TEMPERATURE = %dC, BACKUP = 3.3V", volts, degrees);
    }

    private static String memory(int used) {
        return "MEMORY USED=" + used + ", AVAILABLE=" + (MEMORY_KB - used) + ", TOTAL=" + MEMORY_KB;
    }

    private String disk(long at) {
        long used = 100 + (at - plan.startMillis()) / HOUR;
        return "DISK 1: USED: " + used + " AVAIL: " + (8000 - used % 8000) + " TOTAL: 8000";
    }
}
