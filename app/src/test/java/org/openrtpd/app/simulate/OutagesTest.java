package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void shouldReadAPeriodAndALength() {
        assertThat(Outages.parse("30m/2m"))
                .isEqualTo(new Outages(1800 * SECOND, 120 * SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30m", "2m/30m", "30m/30m", "30m/0", "30m/2m/1m", "x/y", "/"})
    void shouldSayWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Outages.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCutDifferentRecordersAtDifferentTimes() {
        Outages outages = Outages.parse("100s/10s");
        Set<Integer> begins = new HashSet<>();
        for (int unit = 0x9001; unit < 0x9021; unit++) {
            int second = 0;
            while (!outages.isOut(unit, second * SECOND)) {
                second++;
            }
            begins.add(second);
        }

        assertThat(begins).hasSizeGreaterThan(15);
        assertThat(Outages.NONE.isOut(0x9001, 5 * SECOND)).isFalse();
    }
}
