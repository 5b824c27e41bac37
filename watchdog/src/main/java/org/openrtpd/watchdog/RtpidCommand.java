package org.openrtpd.watchdog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.openrtpd.watchdog.judge.AttendedClock;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Limits;
import org.openrtpd.watchdog.judge.Memory;
import org.openrtpd.watchdog.process.ShellCommand;
import org.openrtpd.watchdog.process.StateDirectory;
import org.openrtpd.watchdog.report.EventLog;
import org.openrtpd.watchdog.report.SystemdNotify;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtpid}: runs RTPD, looks at it from outside, and starts it again when it does not work. */
@Command(
        name = "rtpid",
        description = "Start RTPD, look from outside whether it works, and start it again when it does"
                + " not.",
        customSynopsis = {"rtpid [OPTIONS] -- COMMAND...",
            "rtpid [OPTIONS] --attach HOST:PORT --restart-command COMMAND"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Example: rtpid -- bin/rtpd serve --data /var/lib/openrtpd",
            "A command that says 'ready udp=... tcp=...', as rtpd serve does, is looked at as a client and"
            + " as a recorder; any other is only kept running.",
            "A command that ends before it is ready with 2 (wrong usage), 3 (journal is written by another"
            + " process), 4 (address in use) or 5 (journal cannot be opened: disk full, read-only) is tried"
            + " again once a minute: no restart cures that."
            + " SIGTERM and SIGINT to rtpid end the command too, unless --leave-running.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."})
public final class RtpidCommand implements Callable<Integer> {

    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration ATTACHED_START_LIMIT = Duration.ofMinutes(2);

    @Spec private CommandSpec spec;

    @Option(names = "--attach", paramLabel = "HOST:PORT",
            description = "Look at the RTPD there, which somebody else starts.")
    private InetSocketAddress attach;

    @Option(names = "--restart-command", paramLabel = "COMMAND",
            description = "With --attach: what restarts that RTPD, as one text for sh -c, such as"
                    + " 'systemctl restart rtpd'.")
    private String restartCommand;

    @Option(names = "--restart-limit", paramLabel = "DURATION", defaultValue = "2m",
            description = "Time that the restart command may take; it is killed then.")
    private Duration restartLimit;

    @Option(names = "--state", paramLabel = "DIR",
            description = "Directory of this rtpid: what it remembers, what the command prints, thread"
                    + " dumps. Without it $STATE_DIRECTORY, which systemd sets, else one by the command"
                    + " below $XDG_STATE_HOME/openrtpd or ~/.local/state/openrtpd.")
    private Path state;

    @Option(names = "--grace", paramLabel = "DURATION", defaultValue = "10s",
            description = "Time between SIGTERM and SIGKILL when the command is to end.")
    private Duration grace;

    @Option(names = "--leave-running",
            description = "Leave the command running when rtpid is asked to end; the next rtpid takes it"
                    + " over.")
    private boolean leaveRunning;

    @Option(names = "--start-limit", paramLabel = "DURATION",
            description = "Time that a start may take until RTPD is ready, with the recovery of its"
                    + " journal. Default: 10m; with --attach 2m.")
    private Duration startLimit;

    @Option(names = "--port-limit", paramLabel = "DURATION", defaultValue = "15s",
            description = "Time for which the port may refuse connections before RTPD is restarted.")
    private Duration portLimit;

    @Option(names = "--handshake-limit", paramLabel = "DURATION", defaultValue = "30s",
            description = "Time for which the port may accept without an answer, or a process that is"
                    + " not ready yet may be stopped by a signal.")
    private Duration handshakeLimit;

    @Option(names = "--heartbeat-limit", paramLabel = "DURATION", defaultValue = "45s",
            description = "Time for which answers to its questions may be missing.")
    private Duration heartbeatLimit;

    @Option(names = "--stall", paramLabel = "DURATION", defaultValue = "5m",
            description = "Time without a packet from any unit, when units had been delivering.")
    private Duration stall;

    @Option(names = "--stall-restarts", paramLabel = "N", defaultValue = "1",
            description = "Restarts for a stall while a packet of rtpid's own is taken in; more follow"
                    + " after 5 min, 10 min, ... 2 h. 0 for none at all.")
    private int stallRestarts;

    @Option(names = "--probe-every", paramLabel = "DURATION", defaultValue = "30s",
            description = "Time without a packet after which, and pause in which, rtpid sends one itself,"
                    + " which nobody else ever sees.")
    private Duration probeEvery;

    @Option(names = "--unit-silence", paramLabel = "DURATION", defaultValue = "2h",
            description = "Time without a packet from one unit that makes an alarm, while others send; 0"
                    + " for none.")
    private Duration unitSilence;

    @Option(names = "--alarm-command", paramLabel = "COMMAND",
            description = "Run this, as one text for sh -c, when an alarm begins and when it ends; it gets"
                    + " a JSON object on standard input.")
    private String alarmCommand;

    @Option(names = "--http", paramLabel = "HOST:PORT", converter = ListenAddress.class,
            description = "Serve metrics there for Prometheus, /metrics, and /status.")
    private InetSocketAddress http;

    @Option(names = "--events", paramLabel = "FILE",
            description = "Append one JSON object a line for everything that happens.")
    private Path events;

    @Parameters(paramLabel = "COMMAND", arity = "0..*",
            showDefaultValue = Visibility.NEVER,
            description = "What to run; behind --, so that its options are its own.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException {
        checkUsage();
        SystemdNotify systemd = SystemdNotify.fromEnvironment();
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger(ExitCode.SOFTWARE);
        try (EventLog log = openLog(); StateDirectory directory = StateDirectory.open(statePath());
                Announcer announcer = Announcer.open(log, Optional.ofNullable(alarmCommand),
                        Optional.ofNullable(http), systemd)) {
            Watchdog watchdog = watchdog(directory, log, announcer, new Breath(systemd));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                watchdog.stop();
                awaitEnd(ended);
                // An end that was asked for is a good one, whatever the signal's own exit code is.
                Runtime.getRuntime().halt(exitCode.get());
            }, "rtpid-stop"));
            watchdog.run();
            exitCode.set(ExitCode.OK);
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private static void awaitEnd(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Watchdog watchdog(
            StateDirectory directory, EventLog log, Announcer announcer, Breath breath) {
        Remembered remembered = Remembered.read(directory, log);
        AttendedClock clock = new AttendedClock(System.nanoTime());
        Memory memory = remembered.memory();
        Judgement judgement;
        Server server;
        if (attach != null) {
            judgement = new Judgement(limits(ATTACHED_START_LIMIT), memory.expectingReady(), 0);
            server = new AttachedServer(new Place(attach, attach, OptionalLong.empty()),
                    new ShellCommand(restartCommand, restartLimit, directory, breath), remembered,
                    judgement, log);
        } else {
            boolean serves = command.contains("serve");
            judgement = new Judgement(
                    limits(START_LIMIT), serves ? memory.expectingReady() : memory, 0);
            server = new SupervisedServer(command, leaveRunning ? SupervisedServer.AtEnd.LEAVE
                    : SupervisedServer.AtEnd.STOP, directory, remembered, judgement, log, grace, breath);
        }
        return new Watchdog(
                server, judgement, clock, new Eyes(announcer.meters()), announcer, breath);
    }

    private Limits limits(Duration usualStart) {
        return new Limits(Optional.ofNullable(startLimit).orElse(usualStart), portLimit, handshakeLimit,
                heartbeatLimit, stall, stallRestarts, probeEvery, unitSilence);
    }

    private Path statePath() {
        return Optional.ofNullable(state).orElseGet(() -> StatePath.of(
                attach == null ? command : List.of("attach", attach.toString()), System.getenv()));
    }

    private EventLog openLog() {
        try {
            return EventLog.open(Optional.ofNullable(events));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '--events': " + events + " cannot be written: " + e);
        }
    }

    private void checkUsage() {
        require(attach == null || command.isEmpty(),
                "give --attach or a command to run, not both");
        require(attach != null || !command.isEmpty(),
                "say which command to run, behind --: rtpid -- rtpd serve --data DIR");
        require((attach == null) == (restartCommand == null),
                "--attach and --restart-command belong together: rtpid --attach 127.0.0.1:2543"
                        + " --restart-command 'systemctl restart rtpd'");
        require(stallRestarts >= 0, "Invalid value for option '--stall-restarts': 0 or more");
        Map.of("--start-limit", Optional.ofNullable(startLimit).orElse(START_LIMIT),
                "--port-limit", portLimit, "--handshake-limit", handshakeLimit,
                "--heartbeat-limit", heartbeatLimit, "--stall", stall, "--probe-every", probeEvery,
                "--restart-limit", restartLimit).forEach((option, value) -> require(
                        value.toSeconds() >= 1, "Invalid value for option '" + option + "': 1s or more"));
    }

    private void require(boolean good, String otherwise) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
