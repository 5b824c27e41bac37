package org.openrtpd.app.live.history;

/**
 * Which frequencies the rows of a spectrogram have: from row to row the same distance, or the same
 * ratio. Frequencies are shares of the highest there is, half the sampling rate.
 *
 * @param rows lowest frequency first
 * @param lowest where the first row begins, above 0 for rows of the same ratio; 0 for the same distance
 */
public record FrequencyRows(int rows, double lowest) {

    /** At 100 samples a second from 0.1 Hz, below the microseism, to 50 Hz. */
    private static final double LOWEST = 1.0 / 500;

    /** Rows of the same distance. */
    public static FrequencyRows linear(int rows) {
        return new FrequencyRows(rows, 0);
    }

    /** Rows of the same ratio. */
    public static FrequencyRows logarithmic(int rows) {
        return new FrequencyRows(rows, LOWEST);
    }

    /** Where a row begins, and the one before it ends. */
    double edge(int row) {
        double share = (double) row / rows;
        return lowest == 0 ? share : Math.pow(lowest, 1 - share);
    }

    /** How many lines of a spectrum it takes to tell the lowest rows apart. */
    int lines() {
        return lowest == 0 ? rows : (int) Math.round(1 / lowest);
    }

    /** The first line that a row takes; the mean, line 0, has no place on a scale of ratios. */
    int firstLine(int row, int lines) {
        int least = lowest == 0 ? 0 : 1;
        return Math.min(lines - 1, Math.max(least, lineBelow(edge(row), lines)));
    }

    /** Behind the last line that a row takes, which is one at least. */
    int lastLine(int row, int lines) {
        return Math.max(firstLine(row, lines) + 1, lineBelow(edge(row + 1), lines));
    }

    private static int lineBelow(double share, int lines) {
        // Shares are not exact: a line's own must not fall below it.
        return (int) (share * lines + 1e-6);
    }
}
