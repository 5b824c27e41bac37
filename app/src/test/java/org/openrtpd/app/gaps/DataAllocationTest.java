package org.openrtpd.app.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.health.HealthPage;
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.trace.Continuity;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.RateSource;
import org.openrtpd.protocol.trace.TraceStep;
import org.openrtpd.protocol.trace.TraceTable;

/** Counts what is allocated for data packets that go on from each other, in three channels. */
class DataAllocationTest {

    private static final int EVENT = 7;
    private static final int CHANNELS = 3;
    private static final int SAMPLES = 100;
    private static final int SEQUENCES = 10_000;
    private static final int PACKETS = 999;

    /** The first rounds make what is made once, and what code makes that is not compiled yet. */
    private static final int ROUNDS = 60;

    /** The smallest object has 16. */
    private static final long MOST_BYTES = 8L * PACKETS;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TraceTable traces = new TraceTable(new RateBook());
    private final StreamProgress progress = new StreamProgress(MadePackets.UNIT_9E16, 0, 200);
    private final HealthPage page = new HealthPage(TimingSettings.DEFAULTS);
    private final DataPacket view = new DataPacket();
    private final DataFacts facts = new DataFacts();
    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private int made;
    private TraceStep last;

    @Test
    void shouldMakeNothingForAPacketThatGoesOn() {
        traces.header(MadePackets.UNIT_9E16, MadePackets.header(EVENT, at(0)), 0);
        progress.eventBegins(EVENT, 0);

        assertThat(leastAllocated()).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(last.continuity()).isEqualTo(Continuity.CONTINUES);
        assertThat(last.rate().source()).isEqualTo(RateSource.EVENT);
    }

    @Test
    void shouldMakeNothingWhereDataTellTheirRate() {
        assertThat(leastAllocated()).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(last.continuity()).isEqualTo(Continuity.CONTINUES);
        assertThat(last.rate().source()).isEqualTo(RateSource.DERIVED);
    }

    private long leastAllocated() {
        return LongStream.generate(() -> allocatedFor(nextPackets())).limit(ROUNDS)
                .min().orElseThrow();
    }

    private List<ByteBuf> nextPackets() {
        List<ByteBuf> packets = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            int sequence = (made + 1) % SEQUENCES;
            packets.add(MadePackets.data(
                    EVENT, sequence, made % CHANNELS, at(made / CHANNELS), SAMPLES));
            made++;
        }
        return packets;
    }

    private static long at(int packet) {
        return MadePackets.at(MadePackets.TEN, packet * 1000L * SAMPLES / MadePackets.RATE);
    }

    private long allocatedFor(List<ByteBuf> packets) {
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < PACKETS; i++) {
            take(packets.get(i));
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private void take(ByteBuf packet) {
        page.packet(packet, 0, line -> { });
        view.wrap(packet, 0);
        int count = decoder.decode(packet, 0, samples);
        facts.read(MadePackets.UNIT_9E16, packet, 0, view, decoder, count, samples);
        last = traces.data(facts);
        progress.data(facts, decoder, last.rate().rate());
    }
}
