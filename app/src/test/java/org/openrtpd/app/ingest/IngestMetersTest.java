package org.openrtpd.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.protocol.session.SessionCount;
import org.openrtpd.protocol.session.SessionCounts;

class IngestMetersTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final IngestMeters meters = new IngestMeters(registry);

    private double rejected(String name, WireDefect reason) {
        return registry.get(name).tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .counter().count();
    }

    @Test
    void shouldCountBadInputByReason() {
        meters.badDatagram(WireDefect.WRONG_CRC);
        meters.badDatagram(WireDefect.WRONG_CRC);
        meters.badDatagram(WireDefect.TOO_SHORT);
        meters.badFrame(WireDefect.WRONG_CRC);

        assertThat(rejected("rtpd.datagrams.rejected", WireDefect.WRONG_CRC)).isEqualTo(2);
        assertThat(rejected("rtpd.datagrams.rejected", WireDefect.TOO_SHORT)).isEqualTo(1);
        assertThat(rejected("rtpd.datagrams.rejected", WireDefect.WRONG_MAGIC)).isZero();
        assertThat(rejected("rtpd.frames.rejected", WireDefect.WRONG_CRC)).isEqualTo(1);
    }

    @Test
    void shouldHaveAMeterForEveryReasonAndEveryCountOfTheSessions() {
        meters.bind(new SessionCounts(), () -> 0, () -> 0);

        for (WireDefect reason : WireDefect.values()) {
            assertThat(rejected("rtpd.datagrams.rejected", reason)).isZero();
            assertThat(rejected("rtpd.frames.rejected", reason)).isZero();
        }
        for (SessionCount count : SessionCount.values()) {
            String name = "rtpd.recorder."
                    + count.name().toLowerCase(Locale.ROOT).replace('_', '.');
            assertThat(registry.get(name).functionCounter().count()).isZero();
        }
    }

    @Test
    void shouldShowWhatIsAttachedAndJournaledAsItIsNow() {
        long[] now = {3, 1000};
        meters.bind(new SessionCounts(), () -> now[0], () -> now[1]);
        now[0] = 4;
        now[1] = 1001;

        assertThat(registry.get("rtpd.recorder.attached").gauge().value()).isEqualTo(4);
        assertThat(registry.get("rtpd.journal.entries").functionCounter().count()).isEqualTo(1001);
    }

    @Test
    void shouldDescribeEveryMeterUnderOnePrefix() {
        meters.bind(new SessionCounts(), () -> 0, () -> 0);

        for (Meter meter : registry.getMeters()) {
            assertThat(meter.getId().getName()).startsWith("rtpd.");
            if (meter.getId().getName().endsWith(".histogram")) {
                // The buckets of a timer in this registry; it has no place for their sentence.
                continue;
            }
            assertThat(meter.getId().getDescription()).as(meter.getId().getName()).isNotBlank();
        }
    }
}
