package org.openrtpd.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where a setting comes from that is not on the command line: the configuration file, then the
 * environment ({@code RTPD_} and the name in capitals, {@code --min-free} is {@code
 * RTPD_MIN_FREE}), then the default of its option.
 */
public final class SettingSources implements IDefaultValueProvider {

    private static final String PREFIX = "RTPD_";
    private static final Set<String> NOT_SETTINGS =
            Set.of("help", "version", "config", "print-config");

    private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

    private final Optional<ConfigFile> file;
    private final Map<String, String> environment;

    public SettingSources(Optional<ConfigFile> file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !isSetting(option)) {
            return null;
        }
        Optional<ConfigFile.Entry> entry = entry(option);
        return entry.isPresent()
                ? entry.get().value()
                : environment.get(variable(key(option)));
    }

    private Optional<ConfigFile.Entry> entry(OptionSpec option) {
        return file.flatMap(f -> f.find(option.command().name(), key(option)));
    }

    /** Where the value of an option came from, for messages; empty when from the command line. */
    public String origin(ArgSpec argument, String[] commandLine) {
        if (!(argument instanceof OptionSpec option) || isGiven(option, commandLine)) {
            return "";
        }
        Optional<ConfigFile.Entry> entry = entry(option);
        if (entry.isPresent()) {
            return " (" + file.get().path() + ":" + entry.get().line() + ")";
        }
        String variable = variable(key(option));
        return environment.containsKey(variable) ? " (environment variable " + variable + ")" : "";
    }

    private static boolean isGiven(OptionSpec option, String[] commandLine) {
        String name = option.longestName();
        return Arrays.stream(commandLine)
                .anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
    }

    /** True for an option that may stand in a configuration file or in the environment. */
    static boolean isSetting(OptionSpec option) {
        return !NOT_SETTINGS.contains(key(option));
    }

    /** The name of an option in a configuration file. */
    public static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private static String variable(String key) {
        return PREFIX + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The settings of every command. */
    public static Map<String, Set<String>> keysByCommand(CommandLine root) {
        return root.getSubcommands().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> keys(e.getValue().getCommandSpec())));
    }

    private static Set<String> keys(CommandSpec command) {
        return command.options().stream()
                .filter(SettingSources::isSetting)
                .map(SettingSources::key)
                .collect(Collectors.toSet());
    }

    /** A value that an option cannot have, refused the way the parser itself refuses. */
    public static ParameterException wrongValue(
            CommandSpec command, String option, Object value, String allowed) {
        String message = "Invalid value for option '" + option + "': " + value + "; allowed is "
                + allowed;
        return new ParameterException(command.commandLine(), message, command.findOption(option),
                String.valueOf(value));
    }

    /**
     * The configuration file that a command line or the environment names; none when only help is
     * wanted, which must not depend on it.
     */
    public static Optional<String> configPath(String[] args, Map<String, String> environment) {
        if (Arrays.stream(args).anyMatch(HELP::contains)) {
            return Optional.empty();
        }
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--config") && i + 1 < args.length) {
                return Optional.of(args[i + 1]);
            }
            if (args[i].startsWith("--config=")) {
                return Optional.of(args[i].substring("--config=".length()));
            }
        }
        return Optional.ofNullable(environment.get(PREFIX + "CONFIG"));
    }
}
