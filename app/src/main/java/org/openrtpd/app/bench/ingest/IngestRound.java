package org.openrtpd.app.bench.ingest;

import java.util.List;
import org.openrtpd.app.bench.load.LoadResult;

/**
 * One round: what the recorders saw, and what the server's process used meanwhile.
 *
 * @param forceMillis how long each force of the disk took, of a server that tells
 */
record IngestRound(LoadResult load, long cpuNanos, List<Double> forceMillis) {

    private static final int PERCENT = 100;

    /** Smallest time that so many percent of the forces did not exceed; 0 when there were none. */
    double forceMillis(double percentile) {
        double[] sorted = forceMillis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int rank = (int) Math.ceil(sorted.length * percentile / PERCENT);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
    }

    double packetsPerSecond() {
        return load.packetsPerSecond();
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
