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
        run.rounds();
        ingest.check();
        clients.check();
        live.check();
        journal.check();
        memory.check();
        scrape.check();
        return run.run((workplace, report) -> {
            ingest.run(workplace, report, run);
            clients.run(workplace, report, run);
            live.run(workplace, report, run);
            journal.tail(workplace, report, run);
            new SampleBench(report, run.rounds()).run();
            recovery.run(workplace, report, run);
            memory.run(workplace, report, run);
            scrape.run(workplace, report, run);
        });
    }
}
