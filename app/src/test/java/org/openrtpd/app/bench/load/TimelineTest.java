package org.openrtpd.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.data.DataPacket;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.trace.Continuity;
import org.openrtpd.protocol.trace.DataFacts;
import org.openrtpd.protocol.trace.RateBook;
import org.openrtpd.protocol.trace.TraceTable;

/** Packets of the generator are those of a recorder that records without a pause. */
class TimelineTest {

    private static final int UNIT = 0x9E16;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Packets of a day later lie in the next year. */
    private final Instant now = Instant.parse("2025-01-01T00:01:00Z");
    private final ByteBuffer bodies = Bodies.make();
    private final Timeline timeline = new Timeline(bodies, now.toEpochMilli());
    private final TraceTable traces = new TraceTable(new RateBook());
    private final SampleDecoder decoder = new SampleDecoder();
    private final DataPacket data = new DataPacket();
    private final DataFacts facts = new DataFacts();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];

    private DataFacts facts(int number) {
        int at = number % Bodies.COUNT * Bodies.LENGTH;
        timeline.place(bodies, at, number);
        ByteBuf packet = Unpooled.wrappedBuffer(bodies);
        data.wrap(packet, at);
        int count = decoder.decode(packet, at, samples);
        assertThat(count).isEqualTo(data.sampleCount());
        facts.read(UNIT, packet, at, data, decoder, count, samples);
        return facts;
    }

    @Test
    void shouldBeginADayBeforeThePresent() {
        assertThat(facts(0).startNanos()).isEqualTo(
                now.minus(Timeline.BACK).toEpochMilli() * NANOS_PER_MILLI);
    }

    @Test
    void shouldGoOnFromPacketToPacketOverEndsOfDaysAndOfNumbers() {
        assertThat(traces.data(facts(0)).continuity()).isEqualTo(Continuity.NO_RATE);
        int day = 100_000;
        for (int number = 1; number < day; number++) {
            assertThat(traces.data(facts(number)).continuity())
                    .as("packet %d", number).isEqualTo(Continuity.CONTINUES);
        }
        assertThat(facts(day).startNanos()).isGreaterThan(now.toEpochMilli() * NANOS_PER_MILLI);
    }
}
