package org.openrtpd.protocol.data;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;

/** Samples and packets by seed: every magnitude, so that every packing comes, and extremes. */
final class RandomPackets {

    private static final DataFormat[] FORMATS = {
        DataFormat.INT16, DataFormat.INT32, DataFormat.INT32_OVERSCALE, DataFormat.STEIM1,
        DataFormat.STEIM1_OVERSCALE, DataFormat.STEIM2, DataFormat.STEIM2_OVERSCALE
    };

    /** Differences of at most 30 bits: what Steim 2 can hold. */
    static final int STEIM2_BITS = 30;

    private final SplittableRandom random;

    RandomPackets(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SplittableRandom random() {
        return random;
    }

    DataFormat format() {
        return FORMATS[random.nextInt(FORMATS.length)];
    }

    /**
     * Runs of differences of one magnitude each, from 1 bit to {@code highestBits}, now and then
     * the largest or smallest of it. They wrap in 32 bits.
     */
    int[] samples(int count, int highestBits) {
        int[] samples = new int[count];
        int sample = signed(highestBits);
        int bits = 1;
        for (int i = 0; i < count; i++) {
            samples[i] = sample;
            if (random.nextInt(12) == 0) {
                bits = 1 + random.nextInt(random.nextInt(4) == 0 ? highestBits : 8);
            }
            sample += switch (random.nextInt(40)) {
                case 0 -> (int) ((1L << bits - 1) - 1);
                case 1 -> (int) -(1L << bits - 1);
                default -> signed(bits);
            };
        }
        return samples;
    }

    /** Samples of 16 bits, extremes among them. */
    int[] shortSamples(int count) {
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            samples[i] = switch (random.nextInt(20)) {
                case 0 -> Short.MAX_VALUE;
                case 1 -> Short.MIN_VALUE;
                default -> (short) signed(1 + random.nextInt(16));
            };
        }
        return samples;
    }

    int[] samplesFor(DataFormat format, int count) {
        return format == DataFormat.INT16 ? shortSamples(count) : samples(count, STEIM2_BITS);
    }

    /** A sound header of a DT without samples, then random bytes in the data area. */
    void header(ByteBuf packet, int start) {
        byte[] bytes = new byte[PacketHeader.PACKET_LENGTH];
        random.nextBytes(bytes);
        packet.setBytes(start, bytes);
        packet.setShort(start, 0x4454);
        Bcd.put(packet, start + 2, 0, 2, 0);
        Bcd.put(packet, start + 3, 0, 2, 26);
        packet.setShort(start + PacketHeader.UNIT_OFFSET, 0x9F3C);
        Bcd.put(packet, start + PacketHeader.TIME_OFFSET, 0, 6, 291071);
        Bcd.put(packet, start + PacketHeader.TIME_OFFSET, 6, 6, 530250);
        Bcd.put(packet, start + PacketHeader.BYTE_COUNT_OFFSET, 0, 4, 1024);
        Bcd.put(packet, start + PacketHeader.SEQUENCE_OFFSET, 0, 4, random.nextInt(10_000));
        Bcd.put(packet, start + 16, 0, 4, random.nextInt(10_000));
        Bcd.put(packet, start + 18, 0, 2, random.nextInt(9));
        Bcd.put(packet, start + 19, 0, 2, random.nextInt(32));
    }

    private int signed(int bits) {
        return random.nextInt() >> Integer.SIZE - bits;
    }
}
