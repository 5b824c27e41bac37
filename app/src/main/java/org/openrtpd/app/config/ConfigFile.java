package org.openrtpd.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * A configuration file in TOML. A key at the top is for every command that has such a setting; a key
 * in a table that is named after a command is for that command alone.
 */
public final class ConfigFile {

    /**
     * One setting of the file.
     *
     * @param value as it would stand on the command line; several are joined by commas
     * @param line in the file, from 1
     */
    public record Entry(String value, int line) {}

    private final Path path;
    private final Map<String, Entry> top = new LinkedHashMap<>();
    private final Map<String, Map<String, Entry>> tables = new LinkedHashMap<>();

    private ConfigFile(Path path) {
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @param keysByCommand the settings there are, by command
     * @throws ConfigException with file, line and what is allowed, when anything in it is not known
     */
    public static ConfigFile read(Path path, Map<String, Set<String>> keysByCommand) {
        TomlParseResult toml;
        try {
            toml = Toml.parse(path);
        } catch (IOException e) {
            String why = Files.exists(path) ? "it cannot be read" : "there is no such file";
            throw new ConfigException("--config " + path + ": " + why);
        }
        if (toml.hasErrors()) {
            var first = toml.errors().get(0);
            throw new ConfigException(
                    path + ":" + first.position().line() + ": " + first.getMessage());
        }
        ConfigFile file = new ConfigFile(path);
        Set<String> allKeys =
                keysByCommand.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        for (String key : toml.keySet()) {
            if (toml.isTable(key)) {
                Set<String> keys = keysByCommand.get(key);
                if (keys == null) {
                    throw file.unknown(key, toml, keysByCommand.keySet(), "table");
                }
                TomlTable own = toml.getTable(key);
                file.tables.put(key, file.entries(own, own.keySet(), keys));
            }
        }
        List<String> topKeys = toml.keySet().stream().filter(key -> !toml.isTable(key)).toList();
        file.top.putAll(file.entries(toml, topKeys, allKeys));
        return file;
    }

    private Map<String, Entry> entries(
            TomlTable table, Collection<String> keys, Set<String> known) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String key : keys) {
            if (!known.contains(key)) {
                throw unknown(key, table, known, "key");
            }
            Object value = table.get(List.of(key));
            int line = line(table, key);
            if (!isValue(value)) {
                throw new ConfigException(path + ":" + line + ": '" + key
                        + "' is a table; allowed is a value, or a list of values in []");
            }
            // An empty list says as little as no key at all.
            if (!(value instanceof TomlArray array && array.isEmpty())) {
                entries.put(key, new Entry(text(value), line));
            }
        }
        return entries;
    }

    private static boolean isValue(Object value) {
        if (value instanceof TomlArray array) {
            return array.toList().stream()
                    .noneMatch(v -> v instanceof TomlTable || v instanceof TomlArray);
        }
        return !(value instanceof TomlTable);
    }

    private static int line(TomlTable table, String key) {
        return table.inputPositionOf(List.of(key)).line();
    }

    private ConfigException unknown(String key, TomlTable table, Set<String> known, String what) {
        return new ConfigException(path + ":" + line(table, key) + ": unknown " + what + " '" + key
                + "'; known are " + String.join(", ", new TreeSet<>(known)));
    }

    private static String text(Object value) {
        if (value instanceof TomlArray array) {
            return array.toList().stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return String.valueOf(value);
    }

    /** The setting of a command, from its own table first. */
    public Optional<Entry> find(String command, String key) {
        Entry own = tables.getOrDefault(command, Map.of()).get(key);
        return Optional.ofNullable(own == null ? top.get(key) : own);
    }

    /** The file, for messages. */
    public Path path() {
        return path;
    }
}
