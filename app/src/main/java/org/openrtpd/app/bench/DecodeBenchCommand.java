package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import org.openrtpd.app.bench.samples.SampleBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench decode}. */
@Command(
        name = "decode",
        description = "Samples decoded and encoded, in each format, beside a copy of the same bytes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class DecodeBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;

    @Override
    public Integer call() {
        rounds.check();
        return run.run((workplace, report) -> new SampleBench(report, rounds.count()).run());
    }
}
