package org.openrtpd.app.bench.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.ingest.IngestMeters;

/** Forces that a server's own meter counted. */
class ForceBucketsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void register() {
        new IngestMeters(registry);
    }

    private void force(int times, long millis) {
        for (int i = 0; i < times; i++) {
            registry.get("rtpd.journal.force").timer().record(Duration.ofMillis(millis));
        }
    }

    private ForceBuckets scraped() {
        return ForceBuckets.of(registry.scrape());
    }

    @Test
    void shouldTellTheEdgeOfTheBucketThatSoManyForcesDidNotExceed() {
        force(990, 1);
        force(9, 4);
        force(1, 150);

        assertThat(scraped().count()).isEqualTo(1000);
        assertThat(scraped().millis(50)).isEqualTo(1);
        assertThat(scraped().millis(99)).isEqualTo(1);
        assertThat(scraped().millis(99.9)).isEqualTo(5);
        assertThat(scraped().millis(100)).isEqualTo(200);
    }

    @Test
    void shouldLeaveOutForcesOfBefore() {
        force(500, 900);
        ForceBuckets before = scraped();
        force(3, 7);

        assertThat(scraped().since(before).count()).isEqualTo(3);
        assertThat(scraped().since(before).millis(50)).isEqualTo(10);
        assertThat(scraped().since(before).millis(100)).isEqualTo(10);
    }

    @Test
    void shouldTellOfNoForcesWhereThereWereNone() {
        assertThat(scraped().count()).isZero();
        assertThat(scraped().millis(99)).isZero();
    }

    @Test
    void shouldTellThatAForceWasLongerThanAllEdges() {
        force(1, 60_000);

        assertThat(scraped().millis(100)).isInfinite();
    }
}
