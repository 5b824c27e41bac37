package org.openrtpd.protocol.data;

import edu.iris.dmc.seedcodec.CodecException;
import edu.iris.dmc.seedcodec.Steim1;
import edu.iris.dmc.seedcodec.Steim2;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Packets decoded a microsecond, ours and, on the same samples, a codec that is not ours. That one
 * gets frames alone, as an array, without any header; ours gets packets in a direct buffer, as they
 * come from the journal. Only the ratio of two lines of one run means something.
 *
 * <p>There are 64 different ones of {@link BusySamples}, so that no branch can be learnt by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SampleDecoderBenchmark {

    private static final int PACKETS = 64;
    private static final int FRAMES_LENGTH = DataPacket.FRAMES * SteimLevel.FRAME_LENGTH;

    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];
    private ByteBuf steim1;
    private ByteBuf steim2;
    private ByteBuf plain;
    private byte[][] steim1Frames;
    private byte[][] steim2Frames;
    private byte[][] plainSamples;
    private int[] steim1Counts;
    private int[] steim2Counts;

    @Setup
    public void record() {
        steim1Counts = new int[PACKETS];
        steim2Counts = new int[PACKETS];
        steim1 = packets(DataFormat.STEIM1, steim1Counts);
        steim2 = packets(DataFormat.STEIM2, steim2Counts);
        plain = packets(DataFormat.INT32, new int[PACKETS]);
        steim1Frames = areas(steim1, DataPacket.FRAMES_OFFSET, FRAMES_LENGTH);
        steim2Frames = areas(steim2, DataPacket.FRAMES_OFFSET, FRAMES_LENGTH);
        plainSamples = areas(plain, DataPacket.SAMPLES_OFFSET, 1000);
    }

    @TearDown
    public void free() {
        steim1.release();
        steim2.release();
        plain.release();
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int steim1() {
        return decode(steim1);
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int steim1OfSeedCodec() throws CodecException {
        int sum = 0;
        for (int i = 0; i < PACKETS; i++) {
            sum += Steim1.decode(steim1Frames[i], steim1Counts[i], false)[1];
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int steim2() {
        return decode(steim2);
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int steim2OfSeedCodec() throws CodecException {
        int sum = 0;
        for (int i = 0; i < PACKETS; i++) {
            sum += Steim2.decode(steim2Frames[i], steim2Counts[i], false)[1];
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int int32() {
        return decode(plain);
    }

    /** The JDK's own way from bytes to integers, into the same array. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public int int32OfByteBuffer() {
        int sum = 0;
        for (int i = 0; i < PACKETS; i++) {
            ByteBuffer.wrap(plainSamples[i]).asIntBuffer().get(samples, 0, 250);
            sum += samples[1];
        }
        return sum;
    }

    private int decode(ByteBuf packets) {
        int sum = 0;
        for (int i = 0; i < PACKETS; i++) {
            decoder.decode(packets, i * PacketHeader.PACKET_LENGTH, samples);
            sum += samples[1];
        }
        return sum;
    }

    private static ByteBuf packets(DataFormat format, int[] counts) {
        ByteBuf packets = Unpooled.directBuffer(PACKETS * PacketHeader.PACKET_LENGTH);
        packets.writeZero(PACKETS * PacketHeader.PACKET_LENGTH);
        SampleEncoder encoder = new SampleEncoder(format);
        for (int i = 0; i < PACKETS; i++) {
            int[] samples = BusySamples.of(format, i);
            int start = i * PacketHeader.PACKET_LENGTH;
            packets.setShort(start, 0x4454);
            counts[i] = encoder.encode(packets, start, samples, 0, samples.length, samples[0]);
        }
        return packets;
    }

    private static byte[][] areas(ByteBuf packets, int offset, int length) {
        byte[][] areas = new byte[PACKETS][length];
        for (int i = 0; i < PACKETS; i++) {
            packets.getBytes(i * PacketHeader.PACKET_LENGTH + offset, areas[i]);
        }
        return areas;
    }
}
