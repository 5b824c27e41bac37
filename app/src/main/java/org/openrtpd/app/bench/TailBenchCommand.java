package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench tail}. */
@Command(
        name = "tail",
        description = "Entries read from a journal, beside a copy of its files.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class TailBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private JournalOptions journal;

    @Override
    public Integer call() {
        rounds.check();
        journal.check();
        return run.run((workplace, report) -> journal.tail(workplace, report, rounds.count()));
    }
}
