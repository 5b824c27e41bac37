package org.openrtpd.app.bench.report;

import java.util.Optional;

/**
 * Something that RTPD shall reach, and what was measured.
 *
 * @param what which quantity of which measurement
 * @param side on which side of the limit the median shall be
 * @param control the same ratio of two things that differ by chance alone, where it was measured
 */
public record Goal(
        String what, Figure measured, Side side, double limit, Optional<Figure> control) {

    /** On which side of a limit the good values are. */
    public enum Side {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        private boolean holds(double value, double limit) {
            return this == AT_LEAST ? value >= limit : value <= limit;
        }
    }

    public static Goal atLeast(String what, Figure measured, double limit) {
        return new Goal(what, measured, Side.AT_LEAST, limit, Optional.empty());
    }

    public static Goal atMost(String what, Figure measured, double limit) {
        return new Goal(what, measured, Side.AT_MOST, limit, Optional.empty());
    }

    /** The same goal, with what chance alone does to such a ratio. */
    public Goal beside(Optional<Figure> ratioByChance) {
        return new Goal(what, measured, side, limit, ratioByChance);
    }

    /** True when the median is on the right side. */
    public boolean isMet() {
        return side.holds(measured.median(), limit);
    }

    /** True when some rounds met the goal and others did not. */
    public boolean isNoisy() {
        return side.holds(measured.lowest(), limit) != side.holds(measured.highest(), limit);
    }

    /** The goal as words. */
    String wanted() {
        String unit = measured.unit().isEmpty() ? "" : " " + measured.unit();
        return side.words + " " + Figure.of("", "", limit).text() + unit;
    }

    /** The outcome as words. */
    String verdict() {
        return (isMet() ? "met" : "not met") + (isNoisy() ? ", noisy: not in every round" : "")
                + control.map(ratio -> ", two floors " + ratio.text()
                        + (isWithin(ratio) ? ": too close to tell here" : "")).orElse("");
    }

    /** True when the limit is no further away than rounds of two equal things are from each other. */
    private boolean isWithin(Figure ratio) {
        double chance = Math.max(Math.abs(ratio.highest() - 1), Math.abs(1 - ratio.lowest()));
        return Math.abs(measured.median() - limit) < limit * chance;
    }
}
