package org.openrtpd.app.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopSnapshotTest {

    private final AtomicInteger taken = new AtomicInteger();
    private long now = 1;

    @Test
    void shouldAskTheLoopOnlyOnceInAWhile() {
        LoopSnapshot<Integer> snapshot =
                new LoopSnapshot<>(Runnable::run, taken::incrementAndGet, () -> now);

        assertThat(snapshot.get()).isEqualTo(1);
        now += LoopSnapshot.MAX_AGE_NANOS - 1;
        assertThat(snapshot.get()).isEqualTo(1);
        now += 1;
        assertThat(snapshot.get()).isEqualTo(2);
    }

    @Test
    void shouldNotAskALoopAgainThatHasNotAnsweredYet() {
        List<Runnable> loop = new ArrayList<>();
        LoopSnapshot<Integer> snapshot =
                new LoopSnapshot<>(loop::add, taken::incrementAndGet, () -> now);

        assertThatThrownBy(snapshot::get).isInstanceOf(LoopSilentException.class)
                .hasMessageContaining("no answer for");
        now += 10 * LoopSnapshot.MAX_AGE_NANOS;
        Thread.currentThread().interrupt();
        assertThatThrownBy(snapshot::get).isInstanceOf(LoopSilentException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(loop).hasSize(1);

        loop.get(0).run();
        now -= 10 * LoopSnapshot.MAX_AGE_NANOS;
        assertThat(snapshot.get()).isEqualTo(1);
    }

    @Test
    void shouldSayThatAnsweringWentWrong() {
        LoopSnapshot<Integer> snapshot = new LoopSnapshot<>(Runnable::run, () -> {
            throw new IllegalStateException("broken");
        }, () -> now);

        assertThatThrownBy(snapshot::get).isInstanceOf(LoopSilentException.class)
                .hasMessageContaining("broken");
    }
}
