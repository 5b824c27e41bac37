package org.openrtpd.app.bench;

import org.openrtpd.app.bench.journal.TailBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Workplace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench tail} can be told. */
final class JournalOptions {

    private static final long FEWEST = 1_000;
    private static final long MOST = 100_000_000;

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--entries", paramLabel = "N", defaultValue = "500000",
            description = "Packets in the journal that is read, about 1 KiB each.")
    private long entries;

    void check() {
        Bounds.require(spec, "--entries", entries, FEWEST, MOST);
    }

    void tail(Workplace workplace, Report report, int rounds) {
        new TailBench(workplace, report, rounds, entries).run();
    }
}
