package org.openrtpd.app.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.openrtpd.app.bench.load.LoadResult;
import org.openrtpd.app.bench.report.Figure;

/** Rounds of one server, in the order in which they were run. */
final class Measured {

    /**
     * One round: what the recorders saw, and what the server's process used meanwhile.
     *
     * @param forceMillis how long each force of the disk took, of a server that tells
     */
    record Of(LoadResult load, long cpuNanos, List<Double> forceMillis) {

        private static final int PERCENT = 100;

        /** Smallest time that so many percent of the forces did not exceed; 0 when there were none. */
        double forceMillis(double percentile) {
            double[] sorted = forceMillis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int rank = (int) Math.ceil(sorted.length * percentile / PERCENT);
            return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
        }

        double cpuMicrosPerPacket() {
            return load.packets() == 0 ? 0 : cpuNanos / 1e3 / load.packets();
        }

        double millis(double percentile) {
            return load.latency().getValueAtPercentile(percentile) / 1e6;
        }

        double lagMillis(double percentile) {
            return load.lag().getValueAtPercentile(percentile) / 1e6;
        }
    }

    private final List<Of> rounds = new ArrayList<>();

    void add(Of round) {
        rounds.add(round);
    }

    Figure figure(String name, String unit, ToDoubleFunction<Of> value) {
        return Figure.of(name, unit, rounds.stream().mapToDouble(value).toArray());
    }

    /** Round by round, this divided by the other. */
    Figure ratio(String name, Measured other, ToDoubleFunction<Of> value) {
        double[] ratios = new double[rounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            double divisor = value.applyAsDouble(other.rounds.get(i));
            ratios[i] = divisor == 0 ? 0 : value.applyAsDouble(rounds.get(i)) / divisor;
        }
        return Figure.of(name, "", ratios);
    }

    /** True when the server told how long its forces took. */
    boolean tellsForces() {
        return rounds.stream().noneMatch(round -> round.forceMillis().isEmpty());
    }

    long sum(ToLongFunction<Of> value) {
        return rounds.stream().mapToLong(value).sum();
    }
}
