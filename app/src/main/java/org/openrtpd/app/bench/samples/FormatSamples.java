package org.openrtpd.app.bench.samples;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import org.openrtpd.protocol.data.SampleDecoder;
import org.openrtpd.protocol.data.SampleEncoder;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;

/**
 * Full packets in one format, different enough that no branch is learnt by heart: noise with bursts
 * around a slow wave.
 */
final class FormatSamples {

    private static final int PACKETS = 64;
    private static final int LENGTH = PacketHeader.PACKET_LENGTH;

    private final DataFormat format;
    private final SampleEncoder encoder;
    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] decoded = new int[SampleDecoder.MAX_SAMPLES];
    private final byte[] copied = new byte[LENGTH];
    private final int[][] samples = new int[PACKETS][];
    private final ByteBuf packets = Unpooled.directBuffer(PACKETS * LENGTH);
    private final ByteBuf scratch = Unpooled.directBuffer(LENGTH);
    private int all;

    FormatSamples(DataFormat format) {
        this.format = format;
        this.encoder = new SampleEncoder(format);
        packets.writeZero(PACKETS * LENGTH);
        scratch.writeZero(LENGTH);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < PACKETS; i++) {
            samples[i] = made(random, i);
            packets.setShort(i * LENGTH, PacketType.DT.letters());
            all += encoder.encode(packets, i * LENGTH, samples[i], 0, samples[i].length, samples[i][0]);
        }
    }

    private int[] made(SplittableRandom random, int packet) {
        int[] made = new int[format.maxSamples()];
        for (int k = 0; k < made.length; k++) {
            int noise = random.nextInt(60) + random.nextInt(60) - 60;
            int burst = random.nextInt(12) == 0 ? 8 : 1;
            double wave = 5000 * Math.sin((packet * made.length + k) / 300.0);
            made[k] = (int) wave + burst * noise;
        }
        return made;
    }

    DataFormat format() {
        return format;
    }

    /** Decodes all packets; returns how many samples that were. */
    int decode() {
        int count = 0;
        for (int i = 0; i < PACKETS; i++) {
            count += decoder.decode(packets, i * LENGTH, decoded);
        }
        return count;
    }

    /** Encodes them again. */
    int encode() {
        int count = 0;
        for (int[] each : samples) {
            count += encoder.encode(scratch, 0, each, 0, each.length, each[0]);
        }
        return count;
    }

    /** Copies the packets' bytes, and does nothing with them. */
    int copy() {
        for (int i = 0; i < PACKETS; i++) {
            packets.getBytes(i * LENGTH, copied);
        }
        return all;
    }
}
