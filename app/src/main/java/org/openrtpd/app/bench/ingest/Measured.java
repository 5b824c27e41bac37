package org.openrtpd.app.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.openrtpd.app.bench.load.LoadResult;
import org.openrtpd.app.bench.report.Figure;

/** Rounds of one server, in the order in which they were run. */
final class Measured {

    /** One round: what the recorders saw, and what the server's process used meanwhile. */
    record Of(LoadResult load, long cpuNanos) {

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

    long sum(ToLongFunction<Of> value) {
        return rounds.stream().mapToLong(value).sum();
    }
}
