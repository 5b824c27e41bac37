package org.openrtpd.watchdog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.watchdog.report.EventLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rtpid}: runs a command and keeps it running. */
@Command(
        name = "rtpid",
        description = "Start RTPD, and start it again whenever it ends.",
        customSynopsis = "rtpid [OPTIONS] -- COMMAND...",
        mixinStandardHelpOptions = true,
        version = "OpenRTPD rtpid",
        sortOptions = false,
        showDefaultValues = true,
        footer = {"", "Example: rtpid -- bin/rtpd serve --data /var/lib/openrtpd",
            "A command that ends with 2 (wrong usage) is tried again only once a minute: no restart"
            + " cures that. SIGTERM to rtpid ends the command too."})
public final class RtpidCommand implements Callable<Integer> {

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");

    @Spec private CommandSpec spec;

    @Option(names = "--grace", paramLabel = "DURATION", defaultValue = "10s",
            converter = DurationConverter.class,
            description = "Time between SIGTERM and SIGKILL when the command is to end.")
    private Duration grace;

    @Option(names = "--events", paramLabel = "FILE",
            description = "Append one JSON object a line for everything that happens.")
    private Path events;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "What to run.")
    private List<String> command = List.of();

    /** Lets an option take a duration with its unit. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher match = DURATION.matcher(text);
            if (!match.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no duration: write 500ms, 10s, 5m or 2h");
            }
            long number = Long.parseLong(match.group(1));
            return switch (match.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (command.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "say which command to run, behind --: rtpid -- rtpd serve --data DIR");
        }
        EventLog log;
        try {
            log = EventLog.open(Optional.ofNullable(events));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(),
                    "Invalid value for option '--events': " + events + " cannot be written: " + e);
        }
        Watchdog watchdog = new Watchdog(command, grace, log);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            watchdog.stop();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // The end was asked for, so it is a good one, whatever the signal's own exit code is.
            Runtime.getRuntime().halt(0);
        }, "rtpid-stop"));
        try {
            watchdog.run();
        } finally {
            ended.countDown();
        }
        return 0;
    }
}
