package org.openrtpd.app.live.history;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * Power of samples by time and frequency, in decibels of counts squared per hertz.
 *
 * @param levels by column and row, lowest frequency first; NaN where there are no data
 */
public record Spectrogram(double[][] levels, double lowDb, double highDb) {

    private static final int SHORTEST = 64;
    private static final int LONGEST = 4096;
    private static final int WINDOWS_PER_COLUMN = 8;
    /** Windows at least that fit into all of the time: at its ends, half a window is lost. */
    private static final int LEAST_WINDOWS = 4;
    private static final double DECIBELS = 10;
    private static final double LEAST_POWER = 1e-12;
    /** What is quieter than so many in a hundred levels is drawn as the quietest. */
    private static final double LOW_SHARE = 0.02;

    /**
     * Computes it.
     *
     * @param runs in the order of time, all of one rate
     * @param fromNanos when the first column begins
     */
    public static Spectrogram of(
            List<SampleRun> runs, long fromNanos, long untilNanos, int columns, FrequencyRows rows) {
        double[][] levels = new double[columns][rows.rows()];
        for (double[] column : levels) {
            Arrays.fill(column, Double.NaN);
        }
        double step = (double) (untilNanos - fromNanos) / columns;
        for (SampleRun run : runs) {
            int length = windowLength(run.rate().hertz() * step / 1e9, columns, rows.lines());
            for (int column = 0; column < columns; column++) {
                long from = fromNanos + Math.round(column * step);
                column(run, from, from + Math.round(step), length)
                        .writeTo(levels[column], rows, run.rate().hertz());
            }
        }
        double[] known = Arrays.stream(levels).flatMapToDouble(Arrays::stream)
                .filter(level -> !Double.isNaN(level)).sorted().toArray();
        return known.length == 0 ? new Spectrogram(levels, 0, 0)
                : new Spectrogram(levels, known[(int) (known.length * LOW_SHARE)],
                        known[known.length - 1]);
    }

    private static int windowLength(double samplesPerColumn, int columns, int lines) {
        int wanted = (int) Math.max(2.0 * samplesPerColumn, 2.0 * lines);
        int room = Integer.highestOneBit(
                (int) Math.max(1, samplesPerColumn * columns / LEAST_WINDOWS));
        int length = Integer.highestOneBit(Math.max(1, wanted - 1)) * 2;
        return Math.max(SHORTEST, Math.min(Math.min(LONGEST, room), length));
    }

    private static Power column(SampleRun run, long fromNanos, long untilNanos, int length) {
        Power power = new Power(length);
        long first = run.rate().samples(fromNanos - run.startNanos());
        long last = run.rate().samples(untilNanos - run.startNanos());
        long room = Math.max(1, last - first);
        long hop = Math.max(length / 2, room / WINDOWS_PER_COLUMN);
        for (long middle = first + Math.min(room, hop) / 2; middle < last || middle == first;
                middle += Math.max(1, hop)) {
            long begin = middle - length / 2;
            if (begin >= 0 && begin + length <= run.samples().length) {
                power.add(run.samples(), (int) begin);
            }
        }
        return power;
    }

    /** Sum of the power of some windows. */
    private static final class Power {
        private final double[] window;
        private final double[] sums;
        private final double windowPower;
        private int count;

        Power(int length) {
            window = new double[length];
            sums = new double[length / 2];
            double power = 0;
            for (int i = 0; i < length; i++) {
                window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
                power += window[i] * window[i];
            }
            windowPower = power;
        }

        void add(int[] samples, int begin) {
            double mean = Arrays.stream(samples, begin, begin + window.length).average().orElse(0);
            double[][] parts = new double[2][window.length];
            for (int i = 0; i < window.length; i++) {
                parts[0][i] = (samples[begin + i] - mean) * window[i];
            }
            FastFourierTransformer.transformInPlace(
                    parts, DftNormalization.STANDARD, TransformType.FORWARD);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += parts[0][i] * parts[0][i] + parts[1][i] * parts[1][i];
            }
            count++;
        }

        void writeTo(double[] column, FrequencyRows rows, double hertz) {
            if (count == 0) {
                return;
            }
            for (int row = 0; row < rows.rows(); row++) {
                double power = Arrays.stream(sums, rows.firstLine(row, sums.length),
                        rows.lastLine(row, sums.length)).average().orElse(0)
                        * 2 / (count * windowPower * hertz);
                column[row] = DECIBELS * Math.log10(Math.max(power, LEAST_POWER));
            }
        }
    }
}
