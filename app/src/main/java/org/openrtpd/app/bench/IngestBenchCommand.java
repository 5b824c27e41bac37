package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench ingest}. */
@Command(
        name = "ingest",
        description = "Packets taken in from recorders: the most, the processor time for each, and the"
                + " latency of acknowledgements at fixed rates; beside the floor, a receiver in C that"
                + " only reads, copies into a mapped file, forces and acknowledges.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class IngestBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private IngestOptions ingest;

    @Override
    public Integer call() {
        rounds.check();
        ingest.check();
        return run.run((workplace, report) -> ingest.run(workplace, report, rounds.count()));
    }
}
