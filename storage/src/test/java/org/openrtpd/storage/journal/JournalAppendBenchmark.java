package org.openrtpd.storage.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.BenchmarkDirectory;

/**
 * Nanoseconds for a packet appended to the journal: one by one, in batches of 64 as one system call
 * brings them, and in batches each of which is forced to the device. Beside them the same bytes
 * copied behind each other into a mapped file, whose pages were there before.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
public class JournalAppendBenchmark {

    private static final int COUNT = 1 << 15;
    private static final int BATCH = 64;

    /** An empty journal. */
    @State(Scope.Thread)
    public static class EmptyJournal {
        private final ByteBuf packet = Unpooled.directBuffer(EntryLayout.MAX_BODY)
                .writeZero(EntryLayout.MAX_BODY);
        private BenchmarkDirectory directory;
        private PacketJournal journal;

        @Setup(Level.Iteration)
        public void open() {
            directory = BenchmarkDirectory.make();
            journal = JournalRecovery.open(new JournalConfig(directory.path(), Durability.DISK, 0,
                    Clock.systemUTC()), "start=1").journal();
        }

        private void append(int seq) {
            long position = journal.append(Transport.UDP, JournalFixture.PEER, JournalFixture.UNIT,
                    JournalFixture.EPOCH, seq, packet, 0, EntryLayout.MAX_BODY);
            if (position == PacketJournal.REFUSED) {
                throw new IllegalStateException("no room in " + directory.path());
            }
        }

        private void appendBatch(int firstSeq) {
            journal.beginBatch();
            for (int i = 0; i < BATCH; i++) {
                append(firstSeq + i);
            }
            journal.endBatch();
        }

        @TearDown(Level.Iteration)
        public void close() {
            journal.close();
            directory.close();
        }

        @TearDown
        public void free() {
            packet.release();
        }
    }

    /** A mapped file that is as long as all entries. */
    @State(Scope.Thread)
    public static class MappedFile {
        private static final int LENGTH = COUNT * EntryLayout.MAX_ENTRY;

        private final ByteBuffer entry = ByteBuffer.allocateDirect(EntryLayout.MAX_ENTRY);
        private BenchmarkDirectory directory;
        private FileChannel file;
        private ByteBuffer mapped;

        @Setup(Level.Iteration)
        public void open() throws IOException {
            directory = BenchmarkDirectory.make();
            file = FileChannel.open(directory.path().resolve("plain"),
                    StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH);
            for (int at = 0; at < LENGTH; at += BATCH) {
                mapped.put(at, (byte) 0);
            }
            file.force(false);
        }

        private void append(int number) {
            mapped.put(number * EntryLayout.MAX_ENTRY, entry, 0, EntryLayout.MAX_ENTRY);
        }

        @TearDown(Level.Iteration)
        public void close() throws IOException {
            file.close();
            directory.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void append(EmptyJournal to) {
        for (int seq = 0; seq < COUNT; seq++) {
            to.append(seq);
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void appendBatches(EmptyJournal to) {
        for (int seq = 0; seq < COUNT; seq += BATCH) {
            to.appendBatch(seq);
        }
    }

    /** The same bytes, copied into a mapped file. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void copyToMappedFile(MappedFile to) {
        for (int i = 0; i < COUNT; i++) {
            to.append(i);
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void appendForcedBatches(EmptyJournal to) {
        for (int seq = 0; seq < COUNT; seq += BATCH) {
            to.appendBatch(seq);
            to.journal.commit();
        }
    }

    /** The same bytes, copied into a mapped file that is forced as often. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void copyForcedBatches(MappedFile to) throws IOException {
        for (int first = 0; first < COUNT; first += BATCH) {
            for (int i = first; i < first + BATCH; i++) {
                to.append(i);
            }
            to.file.force(false);
        }
    }
}
