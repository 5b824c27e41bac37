package org.openrtpd.storage.archive.miniseed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.station.ChannelName;
import org.openrtpd.protocol.trace.SampleRate;

class ExcerptTest {

    private static final long MILLI = 1_000_000;
    private static final long START = 1_772_359_200_000L * MILLI;
    private static final int COUNT = 100;
    private static final int FLAGS =
            RecordFlag.BEGINS_EVENT | RecordFlag.ENDS_EVENT | RecordFlag.CLIPPED;
    private static final Optional<SampleRate> HUNDRED = Optional.of(SampleRate.of(100));

    private static Segment segment(Optional<SampleRate> rate) {
        return new Segment(IntStream.range(0, COUNT).toArray(), COUNT, START,
                new ChannelName("XX", "STAT", "", "HHZ"), rate, 1, FLAGS, new ClockState(0, 100));
    }

    private static Segment cut(long fromMillis, long untilMillis, Optional<SampleRate> rate) {
        return new Excerpt(START + fromMillis * MILLI, START + untilMillis * MILLI, Set.of())
                .cut(segment(rate));
    }

    private static int[] samples(Segment segment) {
        return Arrays.copyOf(segment.samples(), segment.count());
    }

    @Test
    void shouldLeaveWhatIsInsideAsItIs() {
        Segment whole = segment(HUNDRED);

        assertThat(Excerpt.ALL.cut(whole)).isSameAs(whole);
        assertThat(cut(0, 1000, HUNDRED).count()).isEqualTo(COUNT);
    }

    @Test
    void shouldTakeTheSampleAtTheBeginningAndNotThatAtTheEnd() {
        Segment part = cut(100, 200, HUNDRED);

        assertThat(samples(part)).containsExactly(IntStream.range(10, 20).toArray());
        assertThat(part.startNanos()).isEqualTo(START + 100 * MILLI);
    }

    @Test
    void shouldBeginWithTheNextWholeSample() {
        Segment part = cut(101, 201, HUNDRED);

        assertThat(samples(part)).containsExactly(IntStream.range(11, 21).toArray());
        assertThat(part.startNanos()).isEqualTo(START + 110 * MILLI);
    }

    @Test
    void shouldKeepTheMarksOfAnEventOnlyWithItsEnds() {
        assertThat(cut(-500, 500, HUNDRED).flags())
                .isEqualTo(RecordFlag.BEGINS_EVENT | RecordFlag.CLIPPED);
        assertThat(cut(500, 5000, HUNDRED).flags())
                .isEqualTo(RecordFlag.ENDS_EVENT | RecordFlag.CLIPPED);
        assertThat(cut(500, 600, HUNDRED).flags()).isEqualTo(RecordFlag.CLIPPED);
    }

    @Test
    void shouldHaveNothingOutside() {
        assertThat(cut(-500, 0, HUNDRED).count()).isZero();
        assertThat(cut(991, 5000, HUNDRED).count()).isZero();
    }

    @Test
    void shouldTakeAPacketWithoutARateAsAWholeByItsStart() {
        assertThat(cut(0, 1, Optional.empty()).count()).isEqualTo(COUNT);
        assertThat(cut(1, 5000, Optional.empty()).count()).isZero();
    }

    @Test
    void shouldRefuseASpanThatDoesNotEndAfterItBegins() {
        assertThatThrownBy(() -> new Excerpt(START, START, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
