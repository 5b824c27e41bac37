package org.openrtpd.protocol.record;

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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for the header of a packet, all of its fields from binary-coded decimals to numbers,
 * 64 packets of different times in turns. Beside them the same sixteen bytes read as two numbers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PacketHeaderBenchmark {

    private static final int COUNT = 64;
    private static final int LETTERS_DT = 0x4454;
    private static final int YEAR_26 = 0x26;
    private static final int UNIT_9E16 = 0x9E16;

    private final ByteBuf packets = Unpooled.directBuffer(COUNT * PacketHeader.PACKET_LENGTH);
    private final PacketHeader header = new PacketHeader();

    @Setup
    public void record() {
        packets.writeBytes(new byte[COUNT * PacketHeader.PACKET_LENGTH]);
        for (int i = 0; i < COUNT; i++) {
            int start = i * PacketHeader.PACKET_LENGTH;
            packets.setShort(start + PacketHeader.TYPE_OFFSET, LETTERS_DT);
            packets.setByte(start + PacketHeader.YEAR_OFFSET, YEAR_26);
            packets.setShort(start + PacketHeader.UNIT_OFFSET, UNIT_9E16);
            Bcd.put(packets, start + PacketHeader.TIME_OFFSET, 0, 3, 1 + i * 5);
            Bcd.put(packets, start + PacketHeader.TIME_OFFSET, 3, 2, i % 24);
            Bcd.put(packets, start + PacketHeader.TIME_OFFSET, 5, 2, i % 60);
            Bcd.put(packets, start + PacketHeader.BYTE_COUNT_OFFSET, 0, 4, 1024);
            Bcd.put(packets, start + PacketHeader.SEQUENCE_OFFSET, 0, 4, i);
        }
    }

    @TearDown
    public void free() {
        packets.release();
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long readHeader() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            header.wrap(packets, i * PacketHeader.PACKET_LENGTH);
            sum += header.type().ordinal() + header.experiment() + header.unit() + header.timeNanos()
                    + header.byteCount() + header.sequence();
        }
        return sum;
    }

    /** The same bytes, as they lie there. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long readBytes() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            int start = i * PacketHeader.PACKET_LENGTH;
            sum += packets.getLong(start) + packets.getLong(start + Long.BYTES);
        }
        return sum;
    }
}
