package org.openrtpd.watchdog;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.openrtpd.watchdog.process.ReadyLine;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Entry point of {@code rtpid}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
public final class Rtpid {

    private Rtpid() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine rtpid = new CommandLine(new RtpidCommand());
        rtpid.registerConverter(Duration.class, DurationText::parse);
        rtpid.registerConverter(InetSocketAddress.class, text -> ReadyLine.address(text)
                .filter(address -> address.getPort() != 0)
                .orElseThrow(() -> new TypeConversionException("'" + text
                        + "' is not HOST:PORT with a known host, as 127.0.0.1:2543")));
        rtpid.setUsageHelpWidth(100);
        rtpid.setUsageHelpLongOptionsMaxWidth(32);
        rtpid.setParameterExceptionHandler((e, unused) -> {
            e.getCommandLine().getErr().println("rtpid: " + e.getMessage());
            e.getCommandLine().getErr().println("Options of the command go behind --: rtpid -- rtpd serve"
                    + " --data DIR. Try 'rtpid --help'.");
            return CommandLine.ExitCode.USAGE;
        });
        rtpid.setExecutionExceptionHandler((e, command, unused) -> {
            command.getErr().println(
                    "rtpid: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return rtpid;
    }
}
