package org.openrtpd.app.bench.report;

/**
 * Something that RTPD shall reach, and what was measured.
 *
 * @param what which quantity of which measurement
 * @param side on which side of the limit the median shall be
 */
public record Goal(String what, Figure measured, Side side, double limit) {

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
        return new Goal(what, measured, Side.AT_LEAST, limit);
    }

    public static Goal atMost(String what, Figure measured, double limit) {
        return new Goal(what, measured, Side.AT_MOST, limit);
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
        return (isMet() ? "met" : "not met") + (isNoisy() ? ", noisy: not in every round" : "");
    }
}
