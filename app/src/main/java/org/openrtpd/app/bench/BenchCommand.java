package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import org.openrtpd.app.bench.samples.SampleBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench}: all parts, one after the other. */
@Command(
        name = "bench",
        description = "Measure how fast RTPD is on this machine, beside the least that can be done on"
                + " it, in turns in one run. The server is a process of its own on the loopback. Without"
                + " a part, all of them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        subcommands = {
            IngestBenchCommand.class,
            ClientsBenchCommand.class,
            LiveBenchCommand.class,
            TailBenchCommand.class,
            DecodeBenchCommand.class,
            RecoveryBenchCommand.class,
            MemoryBenchCommand.class,
            ScrapeBenchCommand.class,
            SoakBenchCommand.class
        },
        synopsisSubcommandLabel = "[PART]")
public final class BenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private IngestOptions ingest;
    @Mixin private ClientsOptions clients;
    @Mixin private LiveOptions live;
    @Mixin private JournalOptions journal;
    @Mixin private RecoveryOptions recovery;
    @Mixin private MemoryOptions memory;
    @Mixin private ScrapeOptions scrape;

    @Override
    public Integer call() {
        rounds.check();
        ingest.check();
        clients.check();
        live.check();
        journal.check();
        memory.check();
        scrape.check();
        return run.run((workplace, report) -> {
            ingest.run(workplace, report, rounds.count());
            clients.run(workplace, report, rounds.count());
            live.run(workplace, report, rounds.count());
            journal.tail(workplace, report, rounds.count());
            new SampleBench(report, rounds.count()).run();
            recovery.run(workplace, report, rounds.count());
            memory.run(workplace, report, rounds.count());
            scrape.run(workplace, report, rounds.count());
        });
    }
}
