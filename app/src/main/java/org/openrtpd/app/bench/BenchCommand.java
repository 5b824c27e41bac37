package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
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
        subcommands = {IngestBenchCommand.class, ClientsBenchCommand.class},
        synopsisSubcommandLabel = "[PART]")
public final class BenchCommand implements Callable<Integer> {

    @Mixin private RunOptions run;
    @Mixin private IngestOptions ingest;

    @Override
    public Integer call() {
        run.rounds();
        ingest.check();
        return run.run((workplace, report) -> ingest.run(workplace, report, run));
    }
}
