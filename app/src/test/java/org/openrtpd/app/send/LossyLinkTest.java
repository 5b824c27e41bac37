package org.openrtpd.app.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossyLinkTest {

    private static final int DATAGRAMS = 100_000;
    private static final long SEED = 20260301;

    private static List<Long> delays(LossyLink link) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < DATAGRAMS; i++) {
            link.pass(delays::add);
        }
        return delays;
    }

    private static double share(long part) {
        return (double) part / DATAGRAMS;
    }

    @Test
    void shouldLetAllPassAtOnceWhenPerfect() {
        LossyLink link = new LossyLink(0, 0, 0, 0, new Random(SEED));

        assertThat(link.isPerfect()).isTrue();
        assertThat(delays(link)).hasSize(DATAGRAMS).containsOnly(0L);
    }

    @Test
    void shouldLoseItsShare() {
        LossyLink link = new LossyLink(0.2, 0, 0, 0, new Random(SEED));

        assertThat(share(delays(link).size())).isCloseTo(0.8, within(0.01));
    }

    @Test
    void shouldDoubleItsShare() {
        LossyLink link = new LossyLink(0, 0.1, 0, 0, new Random(SEED));

        assertThat(share(delays(link).size())).isCloseTo(1.1, within(0.01));
    }

    @Test
    void shouldLoseEachCopyByItself() {
        LossyLink link = new LossyLink(0.5, 0.999_999, 0, 0, new Random(SEED));
        int neither = 0;
        for (int i = 0; i < DATAGRAMS; i++) {
            List<Long> copies = new ArrayList<>();
            link.pass(copies::add);
            neither += copies.isEmpty() ? 1 : 0;
        }

        assertThat(share(neither)).isCloseTo(0.25, within(0.01));
    }

    @Test
    void shouldHoldItsShareBackLongEnoughToBeOvertaken() {
        LossyLink link = new LossyLink(0, 0, 0.2, 0, new Random(SEED));

        List<Long> delays = delays(link);
        List<Long> held = delays.stream().filter(d -> d > 0).toList();

        assertThat(share(held.size())).isCloseTo(0.2, within(0.01));
        assertThat(held).allMatch(d -> d >= 5 && d < 60);
        assertThat(held).contains(5L, 30L, 59L);
    }

    @Test
    void shouldDelayAllAndHoldBackOnTop() {
        LossyLink link = new LossyLink(0, 0, 0.5, 100, new Random(SEED));

        assertThat(link.isPerfect()).isFalse();
        assertThat(delays(link)).contains(100L).allMatch(d -> d == 100 || d >= 105 && d < 160);
    }

    @Test
    void shouldDoTheSameForTheSameSeed() {
        assertThat(delays(new LossyLink(0.2, 0.1, 0.2, 3, new Random(SEED))))
                .isEqualTo(delays(new LossyLink(0.2, 0.1, 0.2, 3, new Random(SEED))));
    }
}
