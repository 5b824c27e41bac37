package org.openrtpd.watchdog;

import picocli.CommandLine;

/** Entry point of {@code rtpid}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
public final class Rtpid {

    private Rtpid() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine rtpid = new CommandLine(new RtpidCommand());
        rtpid.setUsageHelpWidth(100);
        rtpid.setParameterExceptionHandler((e, unused) -> {
            e.getCommandLine().getErr().println("rtpid: " + e.getMessage());
            e.getCommandLine().getErr().println("Try 'rtpid --help'.");
            return CommandLine.ExitCode.USAGE;
        });
        rtpid.setExecutionExceptionHandler((e, command, unused) -> {
            command.getErr().println("rtpid: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return rtpid;
    }
}
