package org.openrtpd.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link TraceTable} and {@link RateBook} go on from what they saved as if nothing had been. */
class SavedTracesTest {

    private static final int PACKETS = 3000;
    private static final int UNIT = 0x9E16;
    private static final long SECOND = 1_000_000_000L;

    private RateBook rates = new RateBook();
    private TraceTable traces = new TraceTable(rates);

    /** Packets of two streams, some lost, late, twice, damaged, of another rate. */
    private List<DataFacts> packets(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DataFacts> packets = new ArrayList<>();
        long nanos = 0;
        for (int i = 0; i < PACKETS; i++) {
            nanos += random.nextInt(20) == 0 ? SECOND / 3 : SECOND;
            int event = i / 50;
            int sequence = random.nextInt(15) == 0 ? random.nextInt(50) : i % 50;
            int decoded = random.nextInt(30) == 0 ? 90 : 100;
            packets.add(new DataFacts(UNIT, random.nextInt(2), random.nextInt(2), event, sequence,
                    nanos, 100, decoded, DataFacts.NO_SAMPLE, random.nextInt(),
                    random.nextInt(40)));
        }
        return packets;
    }

    private void saveAndRestore() {
        ByteBuf saved = Unpooled.buffer();
        rates.save(saved);
        traces.save(saved);
        rates = new RateBook();
        traces = new TraceTable(rates);
        rates.restore(saved);
        traces.restore(saved);
        assertThat(saved.isReadable()).isFalse();
    }

    private List<TraceStep> steps(List<DataFacts> packets, int saveEvery) {
        List<TraceStep> steps = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            if (i % saveEvery == 0) {
                saveAndRestore();
            }
            if (i == PACKETS / 2) {
                rates.header(UNIT, 0, i / 50, SampleRate.of(50));
                rates.parameters(UNIT, 1, SampleRate.of(200));
            }
            steps.add(traces.data(packets.get(i)));
        }
        return steps;
    }

    @Test
    void shouldAnswerTheSameHoweverOftenItIsSaved() {
        List<DataFacts> packets = packets(4);
        List<TraceStep> once = steps(packets, PACKETS);
        rates = new RateBook(RateBook.DEFAULT_STREAMS, Optional.empty());
        traces = new TraceTable(rates);

        assertThat(steps(packets, 7)).isEqualTo(once);
        assertThat(once).extracting(TraceStep::continuity)
                .contains(Continuity.CONTINUES, Continuity.TORN, Continuity.LATE);
    }
}
