package org.openrtpd.app.bench;

import java.time.Duration;
import org.openrtpd.app.bench.endurance.SoakBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.storage.journal.Durability;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench soak} can be told. */
final class SoakOptions {

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--duration", paramLabel = "DURATION", defaultValue = "10m",
            description = "Length of the run.")
    private Duration duration;

    @Option(names = "--percent", paramLabel = "N", defaultValue = "50",
            description = "Part of the most that RTPD takes here, 1 to 100.")
    private int percent;

    @Option(names = "--recorders", paramLabel = "N", defaultValue = "1000",
            description = "How many recorders push, over UDP, 1 to 20000.")
    private int recorders;

    @Option(names = "--durability", paramLabel = "disk|process", defaultValue = "disk",
            description = "What an acknowledged packet survives, as in serve.")
    private Durability durability;

    @Option(names = "--page", paramLabel = "on|off", defaultValue = "on",
            description = "Whether the server has its page, and decodes every packet for it.")
    private Page page;

    void check() {
        Bounds.requireTime(spec, "--duration", duration);
        Bounds.require(spec, "--percent", percent, 1, 100);
        Bounds.require(spec, "--recorders", recorders, 1, Bounds.MOST_RECORDERS);
    }

    void run(Workplace workplace, Report report) {
        new SoakBench(workplace, report, TargetSettings.udp(durability, page), recorders)
                .run(duration, percent);
    }
}
