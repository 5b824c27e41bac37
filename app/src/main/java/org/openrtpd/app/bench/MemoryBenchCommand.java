package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench memory}. */
@Command(
        name = "memory",
        description = "Memory of recorders that are attached and silent: heap after a full collection and"
                + " resident memory, and what one more recorder adds.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class MemoryBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private MemoryOptions memory;

    @Override
    public Integer call() {
        rounds.check();
        memory.check();
        return run.run((workplace, report) -> memory.run(workplace, report, rounds.count()));
    }
}
