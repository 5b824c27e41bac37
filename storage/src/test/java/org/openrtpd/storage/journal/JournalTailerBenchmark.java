package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import org.openrtpd.storage.BenchmarkDirectory;

/**
 * Nanoseconds for an entry of a journal in memory that is read from its beginning to its end. Beside
 * them a copy of as many bytes out of the mapped file, and the same with the JDK's CRC-32C of them,
 * without which no entry is believed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class JournalTailerBenchmark {

    private static final int COUNT = 1 << 15;

    private final JournalEntry entry = new JournalEntry();
    private final byte[] copy = new byte[EntryLayout.MAX_ENTRY];
    private final CRC32C crc = new CRC32C();
    private BenchmarkDirectory directory;
    private JournalReader reader;
    private JournalTailer tailer;
    private ByteBuffer mapped;

    @Setup
    public void fill() throws IOException {
        directory = BenchmarkDirectory.make();
        // Its clock stands still, so that all entries are in one file.
        try (PacketJournal journal = new JournalFixture(directory.path()).open().journal()) {
            for (int seq = 0; seq < COUNT; seq++) {
                JournalFixture.append(journal, seq);
            }
        }
        reader = JournalReader.open(directory.path());
        tailer = reader.tailer();
        try (FileChannel file =
                FileChannel.open(JournalFiles.segments(directory.path()).get(0))) {
            mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
        }
    }

    @TearDown
    public void delete() {
        tailer.close();
        reader.close();
        directory.close();
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int tail() {
        tailer.toStart();
        int packets = 0;
        while (tailer.next(entry)) {
            packets += entry.isPacket() ? 1 : 0;
        }
        if (packets != COUNT) {
            throw new IllegalStateException("only " + packets + " packets were read");
        }
        return packets;
    }

    /** As many bytes, copied. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int copy() {
        int sum = 0;
        for (int i = 0; i < COUNT; i++) {
            mapped.get(i * EntryLayout.MAX_ENTRY, copy);
            sum += copy[i % EntryLayout.MAX_ENTRY];
        }
        return sum;
    }

    /** As many bytes, copied and checked. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long copyAndCrc() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            mapped.get(i * EntryLayout.MAX_ENTRY, copy);
            crc.reset();
            crc.update(copy);
            sum += crc.getValue();
        }
        return sum;
    }
}
