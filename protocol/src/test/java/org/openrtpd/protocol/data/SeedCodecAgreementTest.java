package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import edu.iris.dmc.seedcodec.CodecException;
import edu.iris.dmc.seedcodec.Steim1;
import edu.iris.dmc.seedcodec.Steim2;
import edu.iris.dmc.seedcodec.SteimFrameBlock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Another codec of miniSEED's frames, which are those of a packet, reads and writes alike. */
class SeedCodecAgreementTest {

    private static final int BLOCKS = 1000;
    private static final int[] FRAMES = {1, 7, 15, 63};

    private final RandomPackets random = new RandomPackets(12);
    private final SteimDecoder decoder = new SteimDecoder();

    @Test
    void shouldWriteWhatTheOtherReads() throws CodecException {
        for (int i = 0; i < BLOCKS; i++) {
            for (SteimLevel level : SteimLevel.values()) {
                int frames = FRAMES[i % FRAMES.length];
                int[] samples = samples(i);
                byte[] block = new byte[frames * SteimLevel.FRAME_LENGTH];
                ByteBuf to = Unpooled.wrappedBuffer(block);

                int taken = new SteimEncoder(level, frames)
                        .encode(samples, 0, samples.length, previous(samples), to, 0);

                int[] read = level == SteimLevel.STEIM1
                        ? Steim1.decode(block, taken, false)
                        : Steim2.decode(block, taken, false);
                assertThat(read).isEqualTo(Arrays.copyOf(samples, taken));
            }
        }
    }

    @Test
    void shouldReadWhatTheOtherWrites() throws CodecException, IOException {
        int[] decoded = new int[SteimLevel.STEIM2.capacity(63)];
        for (int i = 0; i < BLOCKS; i++) {
            for (SteimLevel level : SteimLevel.values()) {
                int frames = FRAMES[i % FRAMES.length];
                int[] samples = samples(i);
                SteimFrameBlock block = level == SteimLevel.STEIM1
                        ? Steim1.encode(samples, frames, previous(samples))
                        : Steim2.encode(samples, frames, previous(samples));
                ByteBuf bytes = Unpooled.wrappedBuffer(block.getEncodedData());
                int written = bytes.readableBytes() / SteimLevel.FRAME_LENGTH;

                int count = decoder.decode(level, bytes, 0, written, decoded);

                // The other fills the last word of the last samples with differences of 0.
                assertThat(count).isBetween(block.getNumSamples(), block.getNumSamples() + 6);
                assertThat(Arrays.copyOf(decoded, block.getNumSamples()))
                        .isEqualTo(Arrays.copyOf(samples, block.getNumSamples()));
                assertThat(decoder.badWord().isPresent()).isFalse();
                assertThat(decoder.firstSample()).isEqualTo(samples[0]);
                assertThat(decoder.lastSample()).isEqualTo(decoded[block.getNumSamples() - 1]);
                assertThat(decoder.firstDifference()).isEqualTo(samples[0] - previous(samples));
            }
        }
    }

    /** Either a few samples or more than any block takes. */
    private int[] samples(int i) {
        int count = i % 3 == 0 ? 1 + random.random().nextInt(100) : 7000;
        return random.samples(count, RandomPackets.STEIM2_BITS);
    }

    private static int previous(int[] samples) {
        return samples[0] - 5;
    }
}
