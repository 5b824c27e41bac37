package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench live}. */
@Command(
        name = "live",
        description = "Packets that recorders push at a fixed rate, read at once by client programs: how"
                + " long after it was due each of them had read a packet, and the processor time for"
                + " each; beside a server in C that writes each message by itself.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class LiveBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private LiveOptions live;

    @Override
    public Integer call() {
        rounds.check();
        live.check();
        return run.run((workplace, report) -> live.run(workplace, report, rounds.count()));
    }
}
