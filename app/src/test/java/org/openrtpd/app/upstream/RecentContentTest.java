package org.openrtpd.app.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentContentTest {

    private static final int KEPT = 4096;
    private static final int GUARANTEED = 256;
    private static final int BUDGET = 6000;
    private final RecentContent recent = new RecentContent(GUARANTEED, KEPT, BUDGET);

    @Test
    void shouldKnowTheLastPacketsOfAUnitAndForgetOlderOnes() {
        for (long hash = 1; hash <= KEPT + 10; hash++) {
            recent.note(1, hash * 0x1234_5678_9ABCL);
        }

        assertThat(recent.isKnown(1, 10 * 0x1234_5678_9ABCL)).isFalse();
        assertThat(recent.isKnown(1, 11 * 0x1234_5678_9ABCL)).isTrue();
        assertThat(recent.isKnown(2, 11 * 0x1234_5678_9ABCL)).as("another unit").isFalse();
    }

    @Test
    void shouldGiveEveryUnitItsRoomWhenOthersHaveTakenTheBudget() {
        for (int unit = 1; unit <= 50; unit++) {
            for (long hash = 1; hash <= KEPT; hash++) {
                recent.note(unit, hash);
            }
        }

        assertThat(recent.isKnown(1, 1)).isTrue();
        assertThat(recent.isKnown(50, KEPT - GUARANTEED)).isFalse();
        assertThat(recent.isKnown(50, KEPT - GUARANTEED + 1)).isTrue();
        assertThat(recent.hasEnoughOf(new int[] {1, 50})).isTrue();
        assertThat(recent.hasEnoughOf(new int[] {1, 51})).isFalse();
    }

    @Test
    void shouldAgreeWithAPlainSetWhateverCollides() {
        SplittableRandom random = new SplittableRandom(1);
        Deque<Long> order = new ArrayDeque<>();
        Set<Long> known = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            // Few different homes, so that entries push one another on and are closed up again.
            long hash = random.nextInt(30_000) % 700 + (long) random.nextInt(40) * 16_384;
            assertThat(recent.isKnown(7, hash)).isEqualTo(known.contains(hash == 0 ? 1 : hash));
            if (!recent.isKnown(7, hash)) {
                recent.note(7, hash);
                order.add(hash == 0 ? 1 : hash);
                known.add(hash == 0 ? 1 : hash);
                if (order.size() > KEPT) {
                    known.remove(order.remove());
                }
            }
        }
    }

    @Test
    void shouldHashEveryByteAndTheLength() {
        byte[] bytes = new byte[1024];
        long zero = ContentHash.of(Unpooled.wrappedBuffer(bytes), 0, 1024);
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 1;
            seen.add(ContentHash.of(Unpooled.wrappedBuffer(bytes), 0, 1024));
            bytes[i] = 0;
        }

        assertThat(seen).hasSize(1024).doesNotContain(zero);
        assertThat(ContentHash.of(Unpooled.wrappedBuffer(bytes), 0, 1023)).isNotEqualTo(zero);
    }
}
