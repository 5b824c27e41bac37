package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench clients}. */
@Command(
        name = "clients",
        description = "Packets delivered to client programs that read from the journal as fast as they"
                + " can, and the processor time for each; beside a server in C that writes each message"
                + " by itself.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class ClientsBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private ClientsOptions clients;

    @Override
    public Integer call() {
        rounds.check();
        clients.check();
        return run.run((workplace, report) -> clients.run(workplace, report, rounds.count()));
    }
}
