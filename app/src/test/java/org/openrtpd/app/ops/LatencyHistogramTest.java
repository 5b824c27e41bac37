package org.openrtpd.app.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    @Test
    void shouldCountEachDurationInTheFirstBucketThatHoldsIt() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long nanos : new long[] {-5, 0, 1000, 1001, 2000, 2001, Long.MAX_VALUE / 4}) {
            histogram.record(nanos);
        }

        assertThat(histogram.count(0)).isEqualTo(3);
        assertThat(histogram.count(1)).isEqualTo(2);
        assertThat(histogram.count(2)).isEqualTo(1);
        assertThat(histogram.count(LatencyHistogram.BUCKETS - 1)).isEqualTo(1);
        assertThat(LatencyHistogram.upperSeconds(1)).isEqualTo(2e-6);
        assertThat(LatencyHistogram.upperSeconds(LatencyHistogram.BUCKETS - 1)).isInfinite();
    }
}
