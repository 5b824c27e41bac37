package org.openrtpd.app.bench;

import org.openrtpd.app.bench.endurance.MemoryBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.config.SettingSources;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench memory} can be told. */
final class MemoryOptions {

    private static final int MOST = 20_000;

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--few", paramLabel = "N", defaultValue = "1000",
            description = "Recorders that are attached first, 1 or more.")
    private int few;

    @Option(names = "--many", paramLabel = "N", defaultValue = "10000",
            description = "Recorders that are attached then, up to 20000.")
    private int many;

    void check() {
        if (few < 1) {
            throw SettingSources.wrongValue(spec, "--few", few, "1 or more");
        }
        if (many <= few || many > MOST) {
            throw SettingSources.wrongValue(spec, "--many", many, "more than --few, up to " + MOST);
        }
    }

    void run(Workplace workplace, Report report, RunOptions options) {
        new MemoryBench(workplace, report, options.rounds()).run(few, many);
    }
}
