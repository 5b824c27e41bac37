package org.openrtpd.app.live.wave;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.trace.SampleRate;

class ChannelStoreTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_772_359_200L * SECOND;
    private static final SampleRate HUNDRED = SampleRate.of(100);

    private static final int PACKETS = 50;

    /** The smallest object has 16. */
    private static final long MOST_BYTES = 8L * PACKETS;

    private final BlockPool pool = new BlockPool(100L * Block.BYTES);
    private final ChannelStore store = new ChannelStore(pool);

    private static int[] ramp(int first, int count) {
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            samples[i] = first + i;
        }
        return samples;
    }

    private void add(ChannelStore to, long startNanos, int first, int count) {
        to.add(startNanos, HUNDRED, ramp(first, count), count, startNanos / SECOND, startNanos);
    }

    private static MinMax fill(ChannelStore from, long startNanos, long stepNanos, int bins) {
        MinMax filled = new MinMax(startNanos, stepNanos, bins);
        from.fill(filled);
        return filled;
    }

    @Test
    void shouldKeepLeastAndGreatestSampleOfEachSecond() {
        add(store, START + SECOND / 2, 0, 250);

        MinMax bins = fill(store, START, SECOND, 4);

        assertThat(new int[] {bins.min(0), bins.max(0)}).containsExactly(0, 49);
        assertThat(new int[] {bins.min(1), bins.max(1)}).containsExactly(50, 149);
        assertThat(new int[] {bins.min(2), bins.max(2)}).containsExactly(150, 249);
        assertThat(bins.has(3)).isFalse();
    }

    @Test
    void shouldTakePacketsInAnyOrder() {
        add(store, START + 10 * SECOND, 1000, 100);
        add(store, START, -5, 100);

        MinMax bins = fill(store, START, 10 * SECOND, 2);

        assertThat(new int[] {bins.min(0), bins.max(0)}).containsExactly(-5, 94);
        assertThat(new int[] {bins.min(1), bins.max(1)}).containsExactly(1000, 1099);
    }

    @Test
    void shouldShowTheSameInWideBinsAsInNarrowOnes() {
        for (int i = 0; i < 300; i++) {
            add(store, START + i * SECOND, (i * 7919) % 1000 - 500, 100);
        }

        MinMax seconds = fill(store, START, SECOND, 300);
        MinMax minutes = fill(store, START, 60 * SECOND, 5);

        for (int minute = 0; minute < 5; minute++) {
            MinMax merged = new MinMax(START, 60 * SECOND, 1);
            for (int second = 60 * minute; second < 60 * minute + 60; second++) {
                merged.merge(0, seconds.min(second), seconds.max(second));
            }
            assertThat(minutes.min(minute)).isEqualTo(merged.min(0));
            assertThat(minutes.max(minute)).isEqualTo(merged.max(0));
        }
    }

    @Test
    void shouldFallBackToWiderBinsWhereNarrowOnesWereGivenUp() {
        BlockPool small = new BlockPool(5L * Block.BYTES);
        ChannelStore tight = new ChannelStore(small);
        add(tight, START, 1, 100);
        add(tight, START + 3600 * SECOND, 1, 100);

        MinMax bins = fill(tight, START, SECOND, 2);

        assertThat(small.bytes()).isLessThanOrEqualTo(small.budgetBytes());
        assertThat(tight.completeFromNanos(SECOND)).isGreaterThan(START);
        assertThat(new int[] {bins.min(0), bins.max(0), bins.min(1)}).containsExactly(1, 100, 1);
    }

    @Test
    void shouldNotShowAPartOfABlockThatWasGivenUpAsIfItWereAll() {
        BlockPool small = new BlockPool(5L * Block.BYTES);
        ChannelStore tight = new ChannelStore(small);
        add(tight, START, 1, 100);
        add(tight, START + 3600 * SECOND, 1, 100);
        add(tight, START + SECOND, 500, 100);

        MinMax bins = fill(tight, START, SECOND, 1);

        assertThat(bins.min(0)).isEqualTo(1);
    }

    @Test
    void shouldNeverTakeMoreThanTheBudget() {
        BlockPool small = new BlockPool(20L * Block.BYTES);
        for (int channel = 0; channel < 50; channel++) {
            ChannelStore one = new ChannelStore(small);
            for (int hour = 0; hour < 10; hour++) {
                add(one, START + hour * 3600 * SECOND, 0, 100);
            }
        }

        assertThat(small.bytes()).isLessThanOrEqualTo(small.budgetBytes());
        assertThat(small.refused()).isPositive();
    }

    @Test
    void shouldMakeNothingForAPacketWhereThereIsNoRoom() {
        ChannelStore tight = new ChannelStore(new BlockPool(Block.BYTES));

        assertThat(leastAllocated(tight)).isLessThan(MOST_BYTES);
    }

    private static long leastAllocated(ChannelStore tight) {
        int[] samples = ramp(0, 100);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        // The first round makes what is made once; after many the compiler leaves out objects that it
        // does not leave out in a server, where other callers are in the way.
        return LongStream.range(0, 3).map(round -> {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < PACKETS; i++) {
                tight.add(START, HUNDRED, samples, 100, i, START);
            }
            return threads.getThreadAllocatedBytes(thread) - before;
        }).min().orElseThrow();
    }

    @Test
    void shouldLeaveOutSamplesOfAWrongTime() {
        store.add(START - 90 * 24 * 3600 * SECOND, HUNDRED, ramp(0, 100), 100, 1, START);
        store.add(START + 2 * 3600 * SECOND, HUNDRED, ramp(0, 100), 100, 1, START);

        assertThat(pool.bytes()).isZero();
    }

    @Test
    void shouldKnowWherePacketsOfATimeStand() {
        for (int i = 0; i < 1000; i++) {
            add(store, START + i * SECOND, 0, 100);
        }

        long[] places = store.places().between(START + 500 * SECOND, START + 503 * SECOND, 10);

        long first = START / SECOND + 500;
        assertThat(places).containsExactly(first, first + 1, first + 2);
    }
}
