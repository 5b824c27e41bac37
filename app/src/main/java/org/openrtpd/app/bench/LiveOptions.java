package org.openrtpd.app.bench;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.bench.clients.LiveBench;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.target.Workplace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench live} can be told. */
final class LiveOptions {

    private static final long HIGHEST_RATE = 1_000_000;

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--live-clients", paramLabel = "N", split = ",", defaultValue = "1,16,64",
            description = "How many client programs are there at a time, 1 to 200; one measurement for"
                    + " each, at each rate.")
    private List<Integer> clients;

    @Option(names = "--live-rate", paramLabel = "N", split = ",", defaultValue = "2000,20000",
            description = "Packets a second that all recorders together push.")
    private List<Long> rates;

    @Option(names = "--live-for", paramLabel = "DURATION", defaultValue = "2s",
            description = "Length of one round.")
    private Duration duration;

    void check() {
        Bounds.requireTime(spec, "--live-for", duration);
        Bounds.requireAll(spec, "--live-clients", clients, 1, ClientsOptions.MOST_CLIENTS);
        Bounds.requireAll(spec, "--live-rate", rates, 1, HIGHEST_RATE);
    }

    void run(Workplace workplace, Report report, int rounds) {
        new LiveBench(workplace, report, rounds, duration).run(clients, rates);
    }
}
