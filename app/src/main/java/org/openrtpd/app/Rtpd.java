package org.openrtpd.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openrtpd.app.archive.ArchiveCommand;
import org.openrtpd.app.bench.BenchCommand;
import org.openrtpd.app.config.ConfigException;
import org.openrtpd.app.config.ConfigFile;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.Network;
import org.openrtpd.app.config.Quantities;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.decode.DecodeCommand;
import org.openrtpd.app.demo.DemoCommand;
import org.openrtpd.app.export.ExportCommand;
import org.openrtpd.app.gaps.GapsCommand;
import org.openrtpd.app.send.SendCommand;
import org.openrtpd.app.simulate.SimulateCommand;
import org.openrtpd.app.station.StationsCommand;
import org.openrtpd.app.status.StatusCommand;
import org.openrtpd.app.tail.CatCommand;
import org.openrtpd.app.tail.TailCommand;
import org.openrtpd.app.tail.VerifyCommand;
import org.openrtpd.app.terminal.CommandFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Entry point of {@code rtpd}. Exit codes: 0 done, 1 failed, 2 wrong usage, and of {@code serve} 3 another
 * process writes the journal, 4 the address cannot be listened on, 5 the journal cannot be opened.
 */
@Command(
        name = "rtpd",
        description = "An open server for REF TEK RTP: recorders push, RTPD journals durably and"
                + " acknowledges, analysts tail.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            SendCommand.class,
            SimulateCommand.class,
            TailCommand.class,
            VerifyCommand.class,
            DecodeCommand.class,
            GapsCommand.class,
            ArchiveCommand.class,
            ExportCommand.class,
            CatCommand.class,
            StationsCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            BenchCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Every option of a command can also stand in the file given with --config, or in"
            + " the environment as RTPD_ and its name: --min-free is RTPD_MIN_FREE.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage; serve also 3 (another process writes the"
            + " journal), 4 (the address cannot be listened on) and 5 (the journal cannot be opened: disk"
            + " full or read-only)."})
public final class Rtpd implements Runnable {

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which command: serve, send, tail, ...");
    }

    public static void main(String[] args) {
        System.exit(execute(args, System.getenv()));
    }

    /** Runs a command line and returns its exit code. */
    static int execute(String[] args, Map<String, String> environment) {
        CommandLine root = commandLine();
        SettingSources sources;
        try {
            Optional<ConfigFile> file = SettingSources.configPath(args, environment)
                    .map(path -> ConfigFile.read(Path.of(path), SettingSources.keysByCommand(root)));
            sources = new SettingSources(file, environment);
        } catch (ConfigException e) {
            System.err.println("rtpd: " + e.getMessage());
            return CommandFailed.WRONG_USAGE;
        }
        root.setDefaultValueProvider(sources);
        root.setParameterExceptionHandler((e, line) -> wrongUsage(e, sources, line));
        root.setExecutionExceptionHandler((e, command, unused) -> failed(e, command));
        return root.execute(args);
    }

    /** All commands, with the kinds of values that their options take. */
    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Rtpd());
        register(root, HostPort.class, HostPort::parse);
        register(root, Network.class, Network::parse);
        register(root, Duration.class, Quantities::duration);
        for (Class<Integer> type : List.of(int.class, Integer.class)) {
            register(root, type, text -> Math.toIntExact(
                    Quantities.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE)));
        }
        register(root, long.class,
                text -> Quantities.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
        root.getSubcommands().values().stream().flatMap(Rtpd::withParts)
                .flatMap(command -> command.getCommandSpec().args().stream())
                .flatMap(argument -> Arrays.stream(argument.auxiliaryTypes())).filter(Class::isEnum).distinct()
                .forEach(choices -> registerChoices(root, choices));
        root.setUsageHelpWidth(100);
        root.setUsageHelpLongOptionsMaxWidth(32);
        return root;
    }

    /** A command and those below it. */
    private static Stream<CommandLine> withParts(CommandLine command) {
        return Stream.concat(Stream.of(command), command.getSubcommands().values().stream());
    }

    private static <T> void register(CommandLine root, Class<T> type, ITypeConverter<T> converter) {
        root.registerConverter(type, text -> {
            try {
                return converter.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        });
    }

    /** Lets an option take one of some words, in any case; shown as one would write them. */
    private static <T> void registerChoices(CommandLine root, Class<T> choices) {
        Map<String, T> byWord = new LinkedHashMap<>();
        for (T choice : choices.getEnumConstants()) {
            byWord.put(((Enum<?>) choice).name().toLowerCase(Locale.ROOT), choice);
        }
        register(root, choices, text -> {
            T choice = byWord.get(text.strip().toLowerCase(Locale.ROOT));
            if (choice == null) {
                throw new IllegalArgumentException(
                        "'" + text + "' is none of " + String.join(", ", byWord.keySet()));
            }
            return choice;
        });
    }

    private static int wrongUsage(ParameterException e, SettingSources sources, String[] line) {
        PrintWriter err = e.getCommandLine().getErr();
        String origin = e.getArgSpec() == null ? "" : sources.origin(e.getArgSpec(), line);
        err.println("rtpd: " + e.getMessage() + origin);
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return CommandFailed.WRONG_USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        command.getErr().println("rtpd: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        if (!(e instanceof CommandFailed) && System.getenv("RTPD_DEBUG") != null) {
            e.printStackTrace(command.getErr());
        }
        return e instanceof CommandFailed known ? known.exitCode() : CommandFailed.FAILED;
    }
}
