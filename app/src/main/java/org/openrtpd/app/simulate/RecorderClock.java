package org.openrtpd.app.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * The clock of a recorder. It is wrong at power-up, and put right after the first lock in up to two
 * steps: a jerk of less than a second that puts its seconds where those of the GPS are, then whole
 * seconds (record format, section 9.4).
 */
final class RecorderClock {

    /**
     * A step.
     *
     * @param trueMillis when
     * @param millis by how much the clock goes forward
     */
    record Step(long trueMillis, int millis) {}

    private static final int SECOND = 1000;

    private final List<Step> steps = new ArrayList<>();

    /**
     * @param totalMillis that the clock is stepped in all; 0 for a right clock
     * @param jerkMillis true time of the first step
     * @param setMillis true time of the second one, later
     */
    RecorderClock(int totalMillis, long jerkMillis, long setMillis) {
        int seconds = -Math.floorDiv(-totalMillis, SECOND) * SECOND;
        if (totalMillis != seconds) {
            steps.add(new Step(jerkMillis, totalMillis - seconds));
        }
        if (seconds != 0) {
            steps.add(new Step(setMillis, seconds));
        }
    }

    /** What the clock shows at a true time; from a step on, what it shows after it. */
    long reading(long trueMillis) {
        long reading = trueMillis;
        for (Step step : steps) {
            if (trueMillis < step.trueMillis()) {
                reading -= step.millis();
            }
        }
        return reading;
    }

    /** The steps, in order. */
    List<Step> steps() {
        return List.copyOf(steps);
    }
}
