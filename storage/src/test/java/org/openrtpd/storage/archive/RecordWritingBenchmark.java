package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.openrtpd.protocol.health.TimingSettings;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.BenchmarkDirectory;
import org.openrtpd.storage.archive.miniseed.MiniseedRecords;
import org.openrtpd.storage.archive.miniseed.MiniseedSettings;
import org.openrtpd.storage.archive.reftek.ReftekWriter;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Nanoseconds for a packet of 250 samples on its way from the journal into an archive: as records of
 * miniSEED, which are compressed, and as a file of a REF TEK archive, which takes the packet as it is.
 * The files are left out: what would be written is copied into memory. Beside them a copy of the
 * packets alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordWritingBenchmark {

    private static final int UNIT = 0x9E16;
    private static final int EVENT = 1;
    private static final int COUNT = 512;
    private static final int SAMPLES = 250;
    private static final long PACKET_MILLIS = 2_500;

    private final List<JournalEntry> entries = new ArrayList<>();
    private final MiniseedSettings settings = new MiniseedSettings(2, 512, Duration.ofHours(1),
            () -> StationMap.empty("XX"), TimingSettings.DEFAULTS, Optional.empty());
    private MemoryTree tree;

    /** Files that are all in one place in memory, each record over the last one. */
    private static final class MemoryTree implements ArchiveSink {
        private final ByteBuf bytes = Unpooled.directBuffer(1 << 13);
        private long written;

        @Override
        public void append(String path, ByteBuf from, int start, int length) {
            bytes.setBytes(0, from, start, length);
            written += length;
        }

        @Override
        public boolean isTaken(String path) {
            return false;
        }

        @Override
        public void move(String from, String to) {
            // No file has a name here.
        }
    }

    @Setup
    public void record() {
        TestRecorder recorder = new TestRecorder(UNIT);
        long start = TestRecorder.millis("2026-03-01T10:00:00.000");
        try (BenchmarkDirectory directory = BenchmarkDirectory.make()) {
            ArchivedJournal journal = new ArchivedJournal(directory.path(), ReftekWriter::new);
            journal.append(recorder.header(0, EVENT, 0, start, start));
            for (int i = 1; i < COUNT; i++) {
                journal.append(recorder.data(0, 0, EVENT, i, start + (i - 1) * PACKET_MILLIS,
                        TestRecorder.samples(SAMPLES, i)));
            }
            try (JournalReader reader = JournalReader.open(directory.path().resolve("data"));
                    JournalTailer tailer = reader.tailer()) {
                JournalEntry entry = new JournalEntry();
                while (tailer.next(entry)) {
                    if (entry.isPacket()) {
                        entries.add(entry);
                        entry = new JournalEntry();
                    }
                }
            }
            journal.close();
        }
        tree = new MemoryTree();
    }

    @TearDown
    public void free() {
        tree.bytes.release();
    }

    /** From the first packet on every time, because a channel's time must go on. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long miniseed() throws IOException {
        MiniseedRecords records = new MiniseedRecords(settings);
        for (JournalEntry entry : entries) {
            records.take(entry, tree);
        }
        return tree.written;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long reftek() throws IOException {
        ReftekWriter records = new ReftekWriter();
        for (JournalEntry entry : entries) {
            records.take(entry, tree);
        }
        return tree.written;
    }

    /** The packets alone. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long copy() {
        for (JournalEntry entry : entries) {
            tree.append("", entry.body(), entry.bodyStart(), entry.bodyLength());
        }
        return tree.written;
    }
}
