package org.openrtpd.app.bench;

import java.time.Duration;
import org.openrtpd.app.bench.endurance.SoakBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Leg;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.TargetSettings;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.storage.journal.Durability;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench soak} can be told. */
final class SoakOptions {

    private static final int MOST_RECORDERS = 20_000;
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(2);

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
        if (duration.isZero()) {
            throw SettingSources.wrongValue(spec, "--duration", "0", "more than 0");
        }
        if (percent < 1 || percent > 100) {
            throw SettingSources.wrongValue(spec, "--percent", percent, "1 to 100");
        }
        if (recorders < 1 || recorders > MOST_RECORDERS) {
            throw SettingSources.wrongValue(spec, "--recorders", recorders, "1 to " + MOST_RECORDERS);
        }
    }

    void run(Workplace workplace, Report report) {
        TargetSettings settings = new TargetSettings(Leg.UDP, durability, COMMIT_INTERVAL, page);
        new SoakBench(workplace, report, settings, recorders).run(duration, percent);
    }
}
