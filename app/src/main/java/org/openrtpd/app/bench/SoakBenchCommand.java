package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench soak}. */
@Command(
        name = "soak",
        description = "One long run at a part of the most: memory before and after, pauses of the garbage"
                + " collector, acknowledgements that are late or missing. Not among the parts that bench"
                + " runs by itself.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class SoakBenchCommand implements Callable<Integer> {

    @Mixin private RunOptions run;
    @Mixin private SoakOptions soak;

    @Override
    public Integer call() {
        soak.check();
        return run.run((workplace, report) -> soak.run(workplace, report));
    }
}
