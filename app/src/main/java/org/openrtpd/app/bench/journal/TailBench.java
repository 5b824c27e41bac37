package org.openrtpd.app.bench.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openrtpd.app.bench.report.Figure;
import org.openrtpd.app.bench.report.Line;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.report.Table;
import org.openrtpd.app.bench.target.RtpdLauncher;
import org.openrtpd.app.bench.target.Target;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Reads a journal that is in memory from its beginning to its end, in turns with a copy of the same
 * files in pieces of 64 KiB, which is the least that a reader can do.
 */
public final class TailBench {

    private static final int PIECE = 64 << 10;
    private static final int WARM_UP = 2;

    private final Workplace workplace;
    private final Report report;
    private final int rounds;
    private final long packets;

    public TailBench(Workplace workplace, Report report, int rounds, long packets) {
        this.workplace = workplace;
        this.report = report;
        this.rounds = rounds;
        this.packets = packets;
    }

    /** What reading came to. */
    private record Read(long entries, long bytes, long nanos) {}

    public void run() {
        try (Target rtpd = RtpdLauncher.find(workplace).start(TargetSettings.PROCESS_UDP)) {
            report.progress("tail: filling the journal with " + packets + " packets");
            JournalFilling.fill(rtpd, packets);
            rtpd.kill();
            report.add(measure(rtpd.data()));
        }
    }

    private Table measure(Path data) {
        for (int i = 0; i < WARM_UP; i++) {
            tail(data);
            copy(data);
        }
        report.progress("tail: " + rounds + " rounds");
        double[] perSecond = new double[rounds];
        double[] nanos = new double[rounds];
        double[] copied = new double[rounds];
        double[] ratio = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            Read tailed = tail(data);
            Read raw = copy(data);
            perSecond[i] = tailed.entries * 1e9 / tailed.nanos;
            nanos[i] = (double) tailed.nanos / tailed.entries;
            // The files are longer than what is in them; only that much counts.
            copied[i] = (double) raw.nanos / raw.bytes * tailed.bytes / tailed.entries;
            ratio[i] = nanos[i] / copied[i];
        }
        return new Table("tail", "a journal in memory, one reader", List.of(
                new Line("journal", List.of(Figure.of("entries/s", "", perSecond),
                        Figure.of("time", "ns/entry", nanos), Figure.of("of copy", "", ratio))),
                new Line("copy of its files", List.of(Figure.of("time", "ns/entry", copied)))));
    }

    private static Read tail(Path data) {
        JournalEntry entry = new JournalEntry();
        long entries = 0;
        long bytes = 0;
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            long begin = System.nanoTime();
            while (tailer.next(entry)) {
                entries++;
                bytes += entry.bodyLength();
            }
            return new Read(entries, bytes, System.nanoTime() - begin);
        }
    }

    private static Read copy(Path data) {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        long bytes = 0;
        try (Stream<Path> files = Files.walk(data)) {
            long begin = System.nanoTime();
            for (Path file : files.filter(path -> path.toString().endsWith(".cq4")).toList()) {
                try (FileChannel channel = FileChannel.open(file)) {
                    while (channel.read(piece.clear()) > 0) {
                        bytes += piece.position();
                    }
                }
            }
            return new Read(0, bytes, System.nanoTime() - begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
