package org.openrtpd.app.bench;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.bench.ingest.Control;
import org.openrtpd.app.bench.ingest.IngestBench;
import org.openrtpd.app.bench.ingest.OfferedRate;
import org.openrtpd.app.bench.ingest.Pacing;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Leg;
import org.openrtpd.app.bench.target.Page;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.storage.journal.Durability;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench ingest} can be told. */
final class IngestOptions {

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--recorders", paramLabel = "N", split = ",", defaultValue = "1,100,10000",
            description = "How many recorders push at a time, 1 to 20000; one measurement for each.")
    private List<Integer> recorders;

    @Option(names = "--transport", paramLabel = "udp|tcp", split = ",", defaultValue = "udp,tcp",
            description = "How they push.")
    private List<Leg> transports;

    @Option(names = "--durability", paramLabel = "disk|process", split = ",",
            defaultValue = "process,disk",
            description = "What an acknowledged packet survives, as in serve.")
    private List<Durability> durabilities;

    @Option(names = "--rate", paramLabel = "N|N%", split = ",", defaultValue = "20000,50%",
            description = "Rates at which latencies are measured: packets a second of all recorders"
                    + " together, or a part of what RTPD takes at most; none measures no latencies.")
    private List<String> rates;

    @Option(names = "--duration", paramLabel = "DURATION", defaultValue = "2s",
            description = "Length of one round.")
    private Duration duration;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "1000000",
            description = "Packets that RTPD takes before it is measured, so that its code is compiled.")
    private long warmUp;

    @Option(names = "--warm-up-limit", paramLabel = "DURATION", defaultValue = "20s",
            description = "Longest time for that.")
    private Duration warmUpLimit;

    @Option(names = "--commit-interval", paramLabel = "DURATION", defaultValue = "2ms",
            description = "Shortest time between two forces of the disk, as in serve, for RTPD and the"
                    + " floor alike.")
    private Duration commitInterval;

    @Option(names = "--page", paramLabel = "on|off", defaultValue = "off",
            description = "Whether RTPD has its page, and decodes every packet for it, which the floor"
                    + " does not.")
    private Page page;

    @Option(names = "--control", paramLabel = "on|off", defaultValue = "off",
            description = "Whether a second floor is measured in the same turns: what it differs by from"
                    + " the first is chance, and shows the noise of this machine.")
    private Control control;

    void check() {
        Bounds.requireTime(spec, "--duration", duration);
        Bounds.requireAll(spec, "--recorders", recorders, 1, Bounds.MOST_RECORDERS);
        offeredRates();
    }

    private List<OfferedRate> offeredRates() {
        if (rates.equals(List.of("none"))) {
            return List.of();
        }
        try {
            return rates.stream().map(OfferedRate::parse).toList();
        } catch (IllegalArgumentException e) {
            throw SettingSources.wrongValue(spec, "--rate", String.join(",", rates),
                    "packets a second, as 20000, or a part of what RTPD takes at most, as 50%, or none");
        }
    }

    void run(Workplace workplace, Report report, int rounds) {
        Pacing pacing = new Pacing(rounds, duration.toMillis(),
                Math.max(0, warmUp), warmUpLimit.toMillis());
        new IngestBench(workplace, report, pacing, offeredRates(), commitInterval, page, control)
                .run(transports, durabilities, recorders);
    }
}
