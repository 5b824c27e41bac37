package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for a packet on the client leg: framed as RTPD does it, and read back as a client
 * program does, 62 behind each other. Beside them a copy of the packets without frames.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PacketFrameBenchmark {

    private static final int COUNT = 62;
    private static final int PACKET = 1024;
    private static final int LETTERS_DT = 0x4454;

    @Param
    public LegVersion version;

    private final ByteBuf packets = Unpooled.directBuffer(COUNT * PACKET);
    private final ByteBuf frames = Unpooled.directBuffer(COUNT * PacketFrame.LONGEST);
    private final ByteBuf out = Unpooled.directBuffer(COUNT * PacketFrame.LONGEST);
    private final ClientMessage message = new ClientMessage();

    @Setup
    public void record() {
        packets.writeBytes(new byte[COUNT * PACKET]);
        for (int i = 0; i < COUNT; i++) {
            packets.setShort(i * PACKET, LETTERS_DT).setInt(i * PACKET + PACKET / 2, i);
            PacketFrame.write(frames, version, packets, i * PACKET, PACKET);
        }
    }

    @TearDown
    public void free() {
        packets.release();
        frames.release();
        out.release();
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int writeFrames() {
        out.clear();
        for (int i = 0; i < COUNT; i++) {
            PacketFrame.write(out, version, packets, i * PACKET, PACKET);
        }
        return out.writerIndex();
    }

    /** The packets alone, one by one. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int copyPackets() {
        out.clear();
        for (int i = 0; i < COUNT; i++) {
            out.writeBytes(packets, i * PACKET, PACKET);
        }
        return out.writerIndex();
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int readFrames() {
        int sum = 0;
        frames.readerIndex(0);
        for (int i = 0; i < COUNT; i++) {
            FrameDefect defect =
                    ClientCodec.decode(frames, message, ClientCodec.LONGEST_BODY);
            if (defect != FrameDefect.NONE) {
                throw new IllegalStateException("not decoded: " + defect);
            }
            sum += message.payloadLength();
        }
        return sum;
    }
}
