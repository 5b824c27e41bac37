package org.openrtpd.protocol.data;

import edu.iris.dmc.seedcodec.Steim1;
import edu.iris.dmc.seedcodec.Steim2;
import edu.iris.dmc.seedcodec.SteimException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Nanoseconds for each sample put into packets, 64 different ones in turns, and beside them a codec
 * that is not ours with the same samples and as many frames.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SampleEncoderBenchmark {

    private static final int PACKETS = 64;

    /** Of every packet the same number, which fits in each format, so that times are of samples. */
    private static final int STEIM_SAMPLES = 500;
    private static final int PLAIN_SAMPLES = 250;

    private final int[][] samples = samples();
    private final SampleEncoder steim1 = new SampleEncoder(DataFormat.STEIM1);
    private final SampleEncoder steim2 = new SampleEncoder(DataFormat.STEIM2);
    private final SampleEncoder int32 = new SampleEncoder(DataFormat.INT32);
    private final ByteBuf packet = Unpooled.directBuffer(PacketHeader.PACKET_LENGTH)
            .writeZero(PacketHeader.PACKET_LENGTH);
    private final ByteBuffer plain = ByteBuffer.allocate(PLAIN_SAMPLES * Integer.BYTES);

    private static int[][] samples() {
        int[][] samples = new int[PACKETS][];
        for (int i = 0; i < PACKETS; i++) {
            samples[i] = Arrays.copyOf(
                    BusySamples.of(DataFormat.STEIM1, i), STEIM_SAMPLES);
        }
        return samples;
    }

    @TearDown
    public void free() {
        packet.release();
    }

    private int encode(SampleEncoder encoder, int count) {
        int sum = 0;
        for (int[] each : samples) {
            int taken = encoder.encode(packet, 0, each, 0, count, each[0]);
            if (taken != count) {
                throw new IllegalStateException("only " + taken + " samples fit");
            }
            sum += taken;
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS * STEIM_SAMPLES)
    public int steim1() {
        return encode(steim1, STEIM_SAMPLES);
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS * STEIM_SAMPLES)
    public int steim1OfSeedCodec() throws SteimException {
        int sum = 0;
        for (int[] each : samples) {
            sum += Steim1.encode(each, DataPacket.FRAMES).getNumSamples();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS * STEIM_SAMPLES)
    public int steim2() {
        return encode(steim2, STEIM_SAMPLES);
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS * STEIM_SAMPLES)
    public int steim2OfSeedCodec() throws SteimException {
        int sum = 0;
        for (int[] each : samples) {
            sum += Steim2.encode(each, DataPacket.FRAMES).getNumSamples();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS * PLAIN_SAMPLES)
    public int int32() {
        return encode(int32, PLAIN_SAMPLES);
    }

    /** The JDK's own way from integers to bytes. */
    @Benchmark
    @OperationsPerInvocation(PACKETS * PLAIN_SAMPLES)
    public int int32OfByteBuffer() {
        int sum = 0;
        for (int[] each : samples) {
            plain.clear().asIntBuffer().put(each, 0, PLAIN_SAMPLES);
            sum += plain.getInt(0);
        }
        return sum;
    }
}
