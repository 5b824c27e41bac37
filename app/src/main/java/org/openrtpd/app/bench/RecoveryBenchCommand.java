package org.openrtpd.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rtpd bench recovery}. */
@Command(
        name = "recovery",
        description = "Time from the start of RTPD until recorders are heard, on journals of some sizes: after"
                + " it was stopped, after kill -9, and where it must read the whole journal.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class RecoveryBenchCommand implements Callable<Integer> {

    @Mixin private RoundsOption rounds;
    @Mixin private RunOptions run;
    @Mixin private RecoveryOptions recovery;

    @Override
    public Integer call() {
        rounds.check();
        return run.run((workplace, report) -> recovery.run(workplace, report, rounds.count()));
    }
}
