package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;

/** Record format, section 4: what is written is what is read, in every format. */
class SampleRoundTripTest {

    private static final int STREAMS = 300;
    private static final int LONGEST = 4000;
    private static final int START = 7;

    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] decoded = new int[SampleDecoder.MAX_SAMPLES];
    private final ByteBuf packet = Unpooled.buffer(START + PacketHeader.PACKET_LENGTH);

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN")
    void shouldReadWhatWasWritten(DataFormat format) {
        RandomPackets random = new RandomPackets(format.code());
        SampleEncoder encoder = new SampleEncoder(format);
        packet.writerIndex(packet.capacity());
        for (int i = 0; i < STREAMS; i++) {
            int[] samples = random.samplesFor(format, 1 + random.random().nextInt(LONGEST));
            int previous = 0;
            for (int from = 0; from < samples.length; ) {
                random.header(packet, START);
                int left = samples.length - from;
                int taken = encoder.encode(packet, START, samples, from, left, previous);

                int count = decoder.decode(packet, START, decoded);

                assertThat(decoder.defects()).hasToString("[]");
                assertThat(count).isEqualTo(taken).isPositive();
                int[] written = Arrays.copyOfRange(samples, from, from + taken);
                assertThat(Arrays.copyOf(decoded, count)).isEqualTo(cleaned(format, written));
                if (format.isCompressed()) {
                    assertThat(decoder.x0()).isEqualTo(samples[from]);
                    assertThat(decoder.xn()).isEqualTo(samples[from + taken - 1]);
                    assertThat(decoder.differences()).isEqualTo(taken);
                    // Steim 2 has 30 bits of it.
                    assertThat(decoder.firstDifference() << 2)
                            .isEqualTo(samples[from] - previous << 2);
                }
                from += taken;
                previous = samples[from - 1];
            }
        }
    }

    private static int[] cleaned(DataFormat format, int[] samples) {
        return format.hasOverscaleBits()
                ? Arrays.stream(samples).map(Overscale::clean).toArray()
                : samples;
    }
}
