package org.openrtpd.app.live.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SohHistoryTest {

    private static final long STEP = SohHistory.STEP_NANOS;
    private static final long STEP_MILLIS = STEP / 1_000_000;
    private static final long NOW = 1000 * STEP;

    private final SohHistory history = new SohHistory();

    private float at(long slot) {
        return history.between(0, Long.MAX_VALUE).get("battery")
                .getOrDefault(slot * STEP_MILLIS, Float.NaN);
    }

    @Test
    void shouldShowNumberFromTheTimeThatItIsTold() {
        history.add(NOW, Map.of());

        history.told(990 * STEP + 1, "battery", 12.5);
        history.told(995 * STEP, "battery", 12);

        assertThat(at(989)).isNaN();
        assertThat(at(990)).isEqualTo(12.5F);
        assertThat(at(994)).isEqualTo(12.5F);
        assertThat(at(995)).isEqualTo(12);
        assertThat(at(1000)).isEqualTo(12);
    }

    @Test
    void shouldReplaceWhatWasBelievedWhileNothingCame() {
        history.add(990 * STEP, Map.of("battery", 13.0));
        history.add(NOW, Map.of("battery", 13.0));

        history.told(991 * STEP, "battery", 11);

        assertThat(at(990)).isEqualTo(13);
        assertThat(at(996)).isEqualTo(11);
        assertThat(at(1000)).isEqualTo(11);
    }

    @Test
    void shouldTakeNothingFromTimesItDoesNotHave() {
        history.add(NOW, Map.of("battery", 13.0));

        history.told(1001 * STEP, "battery", 1);
        history.told((1000 - SohHistory.POINTS) * STEP, "battery", 2);
        history.told(Long.MIN_VALUE, "battery", 3);

        assertThat(history.between(0, Long.MAX_VALUE).get("battery")).containsOnly(
                Map.entry(1000 * STEP_MILLIS, 13.0F));
    }
}
