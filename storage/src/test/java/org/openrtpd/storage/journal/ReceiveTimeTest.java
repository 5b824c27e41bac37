package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceiveTimeTest {

    private static final long BEGIN = 1_772_359_200_123_456_789L;

    private Instant now = Instant.parse("2026-03-01T10:00:00.123456789Z");
    private long passed = 42;
    private final ReceiveTime time = new ReceiveTime(() -> now, () -> passed);

    private void pass(Duration span) {
        now = now.plus(span);
        passed += span.toNanos();
    }

    @Test
    void shouldBeTheClocksToTheNanosecond() {
        assertThat(time.next()).isEqualTo(BEGIN);

        pass(Duration.ofNanos(1234));
        assertThat(time.next()).isEqualTo(BEGIN + 1234);
    }

    @Test
    void shouldFollowAClockThatRunsFasterThanTimePasses() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(10));
            now = now.plusNanos(1000);
            time.next();
        }

        assertThat(BEGIN + Duration.ofSeconds(1).toNanos() + 100_000 - time.next())
                .isBetween(-1L, 12_000L);
    }

    @Test
    void shouldFollowAClockThatIsSetForward() {
        time.next();
        now = now.plus(Duration.ofHours(1));

        assertThat(time.next()).isEqualTo(BEGIN + Duration.ofHours(1).toNanos());
    }

    @Test
    void shouldStandStillWhileTheClockIsALittleBehind() {
        time.next();
        now = now.minus(Duration.ofMillis(900));

        assertThat(time.next()).isEqualTo(BEGIN + 1);

        now = now.plus(Duration.ofHours(1));
        assertThat(time.next())
                .isEqualTo(BEGIN + Duration.ofHours(1).minusMillis(900).toNanos());
    }

    @Test
    void shouldGoBackWithAClockThatWasFarAhead() {
        time.next();
        now = now.minus(Duration.ofHours(1));

        assertThat(time.next()).isEqualTo(BEGIN - Duration.ofHours(1).toNanos());
    }

    @Test
    void shouldTellEntriesApartThatCameTogether() {
        time.beginBatch();
        assertThat(time.next()).isEqualTo(BEGIN);
        pass(Duration.ofMillis(3));

        assertThat(time.next()).isEqualTo(BEGIN + 1);
        assertThat(time.next()).isEqualTo(BEGIN + 2);

        time.endBatch();
        assertThat(time.next()).isEqualTo(BEGIN + 3_000_000);
    }
}
