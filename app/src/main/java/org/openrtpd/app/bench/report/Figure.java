package org.openrtpd.app.bench.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * One quantity that was measured in several rounds.
 *
 * @param name what it is, as a column's head
 * @param unit what it is counted in; empty for a ratio or a count
 */
public record Figure(String name, String unit, double median, double lowest, double highest) {

    private static final double NOISY = 0.15;
    private static final double WHOLE_NUMBERS = 1000;
    private static final double ONE_DECIMAL = 100;

    /** @param rounds one value of each round, at least one */
    public static Figure of(String name, String unit, double... rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1
                ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(name, unit, median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Range of the rounds as part of the median: 0 when all were alike. */
    public double spread() {
        return median == 0 ? 0 : (highest - lowest) / median;
    }

    /** True when rounds of the same thing differ so much that small differences mean nothing. */
    public boolean isNoisy() {
        return spread() > NOISY;
    }

    /** The column's head. */
    String head() {
        return unit.isEmpty() ? name : name + " " + unit;
    }

    /** Median and, when the rounds differ, the range. */
    String text() {
        return highest == lowest ? text(median)
                : text(median) + " (" + text(lowest) + "-" + text(highest) + ")";
    }

    private static String text(double value) {
        if (value >= WHOLE_NUMBERS || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, value >= ONE_DECIMAL ? "%.1f" : "%.2f", value);
    }
}
