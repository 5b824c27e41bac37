package org.openrtpd.protocol.recorder;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
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

/**
 * Nanoseconds for a message of the recorder leg: datagrams and frames with a packet of 1024 bytes,
 * read and written, 64 different ones in turns. Beside them what cannot be spared: the JDK's CRC-32C
 * of the same bytes, and a copy of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecorderCodecBenchmark {

    private static final int COUNT = 64;
    private static final int UNIT = 0x9E16;
    private static final int PACKET = 1024;
    private static final int DATAGRAM = RecorderUdpCodec.HEADER_LENGTH + PACKET;
    private static final int FRAME = RecorderTcpCodec.PREAMBLE_LENGTH + Integer.BYTES + PACKET;

    private final RecorderUdpCodec codec = new RecorderUdpCodec();
    private final RecorderMessage message = new RecorderMessage();
    private final CRC32C crc = new CRC32C();
    private final ByteBuf packet = Unpooled.directBuffer(PACKET);
    private final ByteBuf datagrams = Unpooled.directBuffer(COUNT * DATAGRAM);
    private final ByteBuf frames = Unpooled.directBuffer(COUNT * FRAME);
    private final ByteBuf out = Unpooled.directBuffer(RecorderUdpCodec.MAX_DATAGRAM);
    private final ByteBuffer bytes = datagrams.nioBuffer(0, COUNT * DATAGRAM);
    private final ByteBuffer copy = ByteBuffer.allocateDirect(DATAGRAM);

    @Setup
    public void record() {
        packet.writeBytes(new byte[PACKET]);
        for (int i = 0; i < COUNT; i++) {
            packet.setInt(PACKET / 2, i * 0x9E37_79B9);
            codec.encode(reftek(i), datagrams);
            RecorderTcpCodec.encode(reftek(i), frames);
        }
    }

    @TearDown
    public void free() {
        packet.release();
        datagrams.release();
        frames.release();
        out.release();
    }

    private RecorderMessage reftek(int seq) {
        return message.begin(MessageType.REFTEK).unit(UNIT).session(1).seq(seq)
                .payload(packet, 0, PACKET);
    }

    private static void check(WireDefect defect) {
        if (defect != WireDefect.NONE) {
            throw new IllegalStateException("not decoded: " + defect);
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int decodeDatagram() {
        int sum = 0;
        for (int i = 0; i < COUNT; i++) {
            datagrams.setIndex(i * DATAGRAM, (i + 1) * DATAGRAM);
            check(codec.decode(datagrams, message));
            sum += message.seq();
        }
        return sum;
    }

    /** The JDK's CRC-32C of the same bytes. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long crcOfDatagram() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            crc.reset();
            crc.update(bytes.limit((i + 1) * DATAGRAM).position(i * DATAGRAM));
            sum += crc.getValue();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int encodeDatagram() {
        for (int i = 0; i < COUNT; i++) {
            codec.encode(reftek(i), out.clear());
        }
        return out.writerIndex();
    }

    /** The same bytes copied, and the JDK's CRC-32C of them. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long copyAndCrcOfDatagram() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            copy.clear().put(0, bytes, i * DATAGRAM, DATAGRAM);
            crc.reset();
            crc.update(copy);
            sum += crc.getValue();
        }
        return sum;
    }

    /** The answer to every batch of packets: 36 bytes. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int encodeAcknowledgement() {
        for (int i = 0; i < COUNT; i++) {
            codec.encode(message.begin(MessageType.ACK).unit(UNIT).session(1).ack(i), out.clear());
        }
        return out.writerIndex();
    }

    /** A frame of TCP has no CRC. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int decodeFrame() {
        int sum = 0;
        frames.setIndex(0, COUNT * FRAME);
        for (int i = 0; i < COUNT; i++) {
            check(RecorderTcpCodec.decode(frames, message));
            sum += message.seq();
        }
        return sum;
    }
}
