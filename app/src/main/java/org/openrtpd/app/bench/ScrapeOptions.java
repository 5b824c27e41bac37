package org.openrtpd.app.bench;

import java.time.Duration;
import java.util.List;
import org.openrtpd.app.bench.report.Report;
import org.openrtpd.app.bench.scrape.ScrapeBench;
import org.openrtpd.app.bench.target.Workplace;
import org.openrtpd.app.config.SettingSources;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code rtpd bench scrape} can be told. */
final class ScrapeOptions {

    private static final int MOST_UNITS = 10_000;

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--units", paramLabel = "N", split = ",", defaultValue = "10,3000",
            description = "How many units have metrics of their own, 1 to 10000, each of which pushes;"
                    + " one measurement for each number.")
    private List<Integer> units;

    @Option(names = "--scrape-every", paramLabel = "DURATION", defaultValue = "1s",
            description = "Pause of the scrapes, 10ms or more: shorter than in life, so that what they"
                    + " cost can be seen.")
    private Duration every;

    @Option(names = "--scrape-for", paramLabel = "DURATION", defaultValue = "5s",
            description = "Length of one round, with or without scrapes.")
    private Duration length;

    void check() {
        units.forEach(count -> {
            if (count < 1 || count > MOST_UNITS) {
                throw SettingSources.wrongValue(spec, "--units", count, "1 to " + MOST_UNITS);
            }
        });
        if (every.toMillis() < 10) {
            throw SettingSources.wrongValue(
                    spec, "--scrape-every", every.toMillis() + "ms", "10ms or more");
        }
        if (length.isZero()) {
            throw SettingSources.wrongValue(spec, "--scrape-for", "0", "more than 0");
        }
    }

    void run(Workplace workplace, Report report, int rounds) {
        new ScrapeBench(workplace, report, rounds, every, length).run(units);
    }
}
