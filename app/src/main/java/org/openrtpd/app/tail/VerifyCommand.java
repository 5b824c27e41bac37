package org.openrtpd.app.tail;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.storage.journal.JournalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd verify}: checks that a journal holds what it promises. */
@Command(
        name = "verify",
        description = "Read a whole journal and check it: every packet once, in order, without an"
                + " unexplained hole, every entry readable.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Exit code 1 when something is wrong. Gaps that a recorder itself reported are"
            + " markers, and no fault of the journal."})
public final class VerifyCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of the RTPD. Required.")
    private Path data;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML); this command uses its data key.")
    private Path config;

    @Override
    public Integer call() {
        if (data == null) {
            throw new ParameterException(
                    spec.commandLine(), "missing --data DIR, the data directory of the RTPD");
        }
        try {
            JournalCheck check = JournalCheck.of(data);
            check.report().forEach(System.out::println);
            return check.isClean() ? 0 : 1;
        } catch (JournalException e) {
            throw new CommandFailed(e.getMessage());
        }
    }
}
