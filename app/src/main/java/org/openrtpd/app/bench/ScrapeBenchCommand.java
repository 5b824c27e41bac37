package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench scrape}. */
@Command(
        name = "scrape",
        description = "What it costs the ingest that metrics are collected: packets a second over UDP,"
                + " with and without scrapes in turns, and the processor time of one scrape.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class ScrapeBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private ScrapeOptions scrape;

    @Override
    public Integer call() {
        rounds.check();
        scrape.check();
        return run.run((workplace, report) -> scrape.run(workplace, report, rounds.count()));
    }
}
