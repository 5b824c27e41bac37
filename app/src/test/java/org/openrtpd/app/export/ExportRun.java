package org.openrtpd.app.export;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.openrtpd.app.config.Quantities;
import org.openrtpd.app.terminal.CommandFailed;
import picocli.CommandLine;

/**
 * One run of the command in this process.
 *
 * @param exitCode of it
 * @param errors what it said on standard error
 */
record ExportRun(int exitCode, String errors) {

    static ExportRun of(String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine line = new CommandLine(new ExportCommand())
                .registerConverter(Duration.class, Quantities::duration)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((e, command, unused) -> {
                    if (!(e instanceof CommandFailed)) {
                        throw e;
                    }
                    command.getErr().println("rtpd: " + e.getMessage());
                    return 1;
                });
        return new ExportRun(line.execute(arguments), errors.toString());
    }
}
