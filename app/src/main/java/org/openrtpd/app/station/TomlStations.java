package org.openrtpd.app.station;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.openrtpd.protocol.station.CodeRule;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** A station file in TOML: a {@code network} for all, and {@code [[station]]} before each row. */
final class TomlStations {

    /** The parser takes some hundred bytes of memory for each byte of a file, all at once. */
    static final int MOST_BYTES = 1 << 20;

    private static final String NETWORK = "network";
    private static final String ROW = "station";
    private static final String CODES = "it is a list of codes, as [\"HHZ\", \"HHN\", \"HHE\"]";
    private static final List<String> TOP_KEYS = List.of(NETWORK, ROW);

    private final StationRows rows;
    private final Mistakes mistakes;
    private final NavigableSet<Integer> misread = new TreeSet<>();

    private TomlStations(StationRows rows, Mistakes mistakes) {
        this.rows = rows;
        this.mistakes = mistakes;
    }

    static void read(String text, StationRows rows, Mistakes mistakes) {
        TomlParseResult toml;
        try {
            toml = Toml.parse(text);
        } catch (RuntimeException | AssertionError e) {
            // Some broken texts break the parser, too, where it makes sense of what it skipped.
            mistakes.add(0, "it is no TOML; the parser gave up, and does not say in which line");
            return;
        }
        TomlStations stations = new TomlStations(rows, mistakes);
        for (TomlParseError error : toml.errors()) {
            mistakes.add(error.position().line(), error.getMessage());
            stations.misread.add(error.position().line());
        }
        stations.top(toml);
    }

    private void top(TomlTable toml) {
        for (String key : toml.keySet()) {
            if (!TOP_KEYS.contains(key)) {
                unknown(toml, key, TOP_KEYS, StationRow.KEYS.contains(key)
                        ? "; it belongs below a line [[station]]" : NearMiss.hint(key, TOP_KEYS));
            }
        }
        if (toml.contains(List.of(NETWORK))) {
            network(toml);
        }
        Object stations = toml.get(List.of(ROW));
        if (stations instanceof TomlArray array && isTables(array)) {
            for (int i = 0; i < array.size(); i++) {
                int line = array.inputPositionOf(i).line();
                int next = i + 1 < array.size()
                        ? array.inputPositionOf(i + 1).line()
                        : Integer.MAX_VALUE;
                // A row that was not read to its end would be said to lack what is there.
                if (misread.subSet(line, next).isEmpty() && !row(array.getTable(i), line)) {
                    return;
                }
            }
        } else if (stations != null) {
            mistakes.add(line(toml, ROW), "'station' is not a list of rows; write each row below a"
                    + " line [[station]], with two brackets");
        }
    }

    private static boolean isTables(TomlArray array) {
        return array.toList().stream().allMatch(TomlTable.class::isInstance);
    }

    private void network(TomlTable toml) {
        text(toml, NETWORK).ifPresent(code -> {
            try {
                rows.network(CodeRule.NETWORK.check(code));
            } catch (IllegalArgumentException e) {
                mistakes.add(line(toml, NETWORK), e.getMessage());
            }
        });
    }

    private boolean row(TomlTable row, int line) {
        boolean good = true;
        for (String key : row.keySet()) {
            if (!StationRow.KEYS.contains(key)) {
                unknown(row, key, StationRow.KEYS, NearMiss.hint(key, StationRow.KEYS));
                good = false;
            }
        }
        Optional<String> unit = text(row, "unit");
        Optional<String> stream = number(row, "stream");
        Optional<String> channel = number(row, "channel");
        Optional<List<String>> channels = texts(row, "channels");
        Optional<String> network = text(row, NETWORK);
        Optional<String> station = text(row, "station");
        Optional<String> location = text(row, "location");
        Optional<String> from = time(row, "from");
        Optional<String> until = time(row, "until");
        good &= unit.isPresent() && stream.isPresent() && channel.isPresent()
                && channels.isPresent() && network.isPresent() && station.isPresent()
                && location.isPresent() && from.isPresent() && until.isPresent();
        return !good || rows.add(new StationRow(line, unit.get(), stream.get(), channel.get(),
                channels.get(), network.get(), station.get(), location.get(), from.get(),
                until.get()));
    }

    private void unknown(TomlTable table, String key, List<String> known, String hint) {
        mistakes.add(line(table, key), "unknown key '" + key + "'; known are "
                + String.join(", ", known) + hint);
    }

    private Optional<String> text(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        if (value == null || value instanceof String) {
            return Optional.of(value == null ? "" : value.toString().strip());
        }
        boolean single = !(value instanceof TomlArray || value instanceof TomlTable);
        return wrong(table, key, single
                ? "put it in quotes, as " + key + " = \"" + value + "\""
                : "it is one text in quotes");
    }

    private Optional<String> number(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        if (value instanceof Long) {
            return Optional.of(value.toString());
        }
        return value == null || value instanceof String
                ? text(table, key)
                : wrong(table, key, "it is a number, from 1");
    }

    private Optional<String> time(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        if (value instanceof Temporal) {
            return Optional.of(value.toString());
        }
        return value == null || value instanceof String
                ? text(table, key)
                : wrong(table, key, "it is a time in UTC, as 2026-06-15T12:00:00Z");
    }

    private Optional<List<String>> texts(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        List<String> texts = new ArrayList<>();
        if (value instanceof TomlArray array) {
            for (Object element : array.toList()) {
                if (!(element instanceof String)) {
                    return wrong(table, key, CODES);
                }
                texts.add(element.toString().strip());
            }
        } else if (value != null) {
            return wrong(table, key, CODES);
        }
        return Optional.of(texts);
    }

    private <T> Optional<T> wrong(TomlTable table, String key, String right) {
        mistakes.add(line(table, key), "the value of '" + key + "' is not understood; " + right);
        return Optional.empty();
    }

    private static int line(TomlTable table, String key) {
        return table.inputPositionOf(List.of(key)).line();
    }
}
