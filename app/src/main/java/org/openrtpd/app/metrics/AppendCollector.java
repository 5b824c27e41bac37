package org.openrtpd.app.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import org.openrtpd.app.ops.LatencyHistogram;

/** Shows a histogram that one thread keeps for itself, which no meter of Micrometer can do. */
final class AppendCollector implements Collector {

    private static final String NAME = "rtpd_journal_append_seconds";

    private final LatencyHistogram appends;

    AppendCollector(LatencyHistogram appends) {
        this.appends = appends;
    }

    @Override
    public MetricSnapshot collect() {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < LatencyHistogram.BUCKETS; i++) {
            buckets.bucket(LatencyHistogram.upperSeconds(i), appends.count(i));
        }
        return HistogramSnapshot.builder()
                .name(NAME)
                .unit(Unit.SECONDS)
                .help("Time that appending one batch of packets to the journal took")
                .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(appends.sumSeconds())
                        .build())
                .build();
    }
}
