package org.openrtpd.app.bench;

import org.openrtpd.app.bench.endurance.MemoryBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Workplace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench memory} can be told. */
final class MemoryOptions {

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--few", paramLabel = "N", defaultValue = "1000",
            description = "Recorders that are attached first, 1 or more.")
    private int few;

    @Option(names = "--many", paramLabel = "N", defaultValue = "10000",
            description = "Recorders that are attached then, up to 20000.")
    private int many;

    void check() {
        Bounds.require(spec, "--few", few, 1, Bounds.MOST_RECORDERS - 1);
        Bounds.require(spec, "--many", many, few + 1L, Bounds.MOST_RECORDERS);
    }

    void run(Workplace workplace, Report report, int rounds) {
        new MemoryBench(workplace, report, rounds).run(few, many);
    }
}
