package org.openrtpd.app.station;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.station.CodeRule;
import org.openrtpd.protocol.station.MapConflict;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;

/** Makes entries of rows, and says what is wrong with those that are none. */
final class StationRows {

    /** Rows that a file may have. */
    static final int MOST_ROWS = 100_000;

    /** Entries that a file may make: a row makes one for each channel that it names. */
    static final int MOST_ENTRIES = 400_000;

    private static final String ANY = "*";
    private static final String NO_CODE = "-";
    private static final String BLANK_LOCATION = "--";

    private final Mistakes mistakes;
    private final List<StationEntry> entries = new ArrayList<>();
    private String network;
    private int rows;

    /**
     * For one file.
     *
     * @param network that of rows which say none
     */
    StationRows(String network, Mistakes mistakes) {
        this.network = network;
        this.mistakes = mistakes;
    }

    /** From here on, rows which say no network have this one. */
    void network(String code) {
        network = code;
    }

    /** The network of rows which say none. */
    String network() {
        return network;
    }

    /**
     * Takes a row.
     *
     * @return false when the file is too long; that is said, and it is no use to go on
     */
    boolean add(StationRow row) {
        rows++;
        if (rows > MOST_ROWS) {
            mistakes.add(row.line(), "there are more than " + MOST_ROWS + " rows from here on");
            return false;
        }
        boolean good = required(row.line(), "unit", row.unit())
                & required(row.line(), "station", row.station());
        Checked<Integer> unit = checked(row.line(), !row.unit().isEmpty(),
                () -> UnitId.parse(row.unit()), 0);
        Checked<Integer> stream = index(row.line(), "stream", row.stream());
        Checked<Integer> channel = index(row.line(), "channel", row.channel());
        Checked<Long> from = time(row.line(), row.from(), StationEntry.ALWAYS);
        Checked<Long> until = time(row.line(), row.until(), StationEntry.FOR_EVER);
        String rowNetwork = row.network().isEmpty() ? network : row.network();
        String location = row.location().equals(BLANK_LOCATION) ? "" : row.location();
        good &= code(row.line(), CodeRule.NETWORK, rowNetwork)
                & (row.station().isEmpty() || code(row.line(), CodeRule.STATION, row.station()))
                & code(row.line(), CodeRule.LOCATION, location);
        for (String code : row.channels()) {
            good &= isNoCode(code) || code(row.line(), CodeRule.CHANNEL, code);
        }
        if (good && unit.good() && stream.good() && channel.good() && from.good() && until.good()) {
            return expand(row, unit.value(), stream.value(), channel.value(), rowNetwork, location,
                    from.value(), until.value());
        }
        return true;
    }

    private boolean expand(StationRow row, int unit, int stream, int channel, String rowNetwork,
            String location, long from, long until) {
        try {
            if (row.channels().stream().allMatch(StationRows::isNoCode)) {
                entries.add(new StationEntry(unit, stream, channel, rowNetwork, row.station(),
                        location, "", from, until, row.line()));
            }
            int index = Math.max(channel, 0);
            for (String code : row.channels()) {
                if (!isNoCode(code)) {
                    entries.add(new StationEntry(unit, stream, index, rowNetwork, row.station(),
                            location, code, from, until, row.line()));
                }
                index++;
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(row.line(), e.getMessage());
        }
        if (entries.size() > MOST_ENTRIES) {
            mistakes.add(row.line(),
                    "there are more than " + MOST_ENTRIES + " channels named, from here on");
            return false;
        }
        return true;
    }

    private static boolean isNoCode(String code) {
        return code.isEmpty() || code.equals(NO_CODE);
    }

    /** What came of a text: a value, or nothing to go on with. */
    private record Checked<T>(T value, boolean good) {}

    private <T> Checked<T> checked(int line, boolean said, Supplier<T> parse, T otherwise) {
        try {
            return new Checked<>(said ? parse.get() : otherwise, true);
        } catch (IllegalArgumentException e) {
            mistakes.add(line, e.getMessage());
            return new Checked<>(otherwise, false);
        }
    }

    private boolean required(int line, String key, String value) {
        if (value.isEmpty()) {
            mistakes.add(line, "this row has no '" + key + "', and needs one");
        }
        return !value.isEmpty();
    }

    private boolean code(int line, CodeRule rule, String code) {
        return checked(line, true, () -> rule.check(code), "").good();
    }

    private Checked<Long> time(int line, String text, long otherwise) {
        return checked(line, !text.isEmpty(), () -> IsoTime.parse(text), otherwise);
    }

    /** A number that people count from 1; all of them when there is none. */
    private Checked<Integer> index(int line, String key, String text) {
        return checked(line, !text.isEmpty() && !text.equals(ANY), () -> {
            if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) == 0) {
                throw new IllegalArgumentException("'" + text + "' is no " + key
                        + ": use its number, from 1, or leave it away for all of them");
            }
            return Integer.parseInt(text) - 1;
        }, StationEntry.ANY);
    }

    /** The entries; says which of them cannot both be true. */
    List<StationEntry> entries() {
        Set<List<Object>> said = new HashSet<>();
        for (MapConflict conflict : StationMap.conflicts(entries)) {
            // Two rows of three channels are one mistake, not three.
            if (said.add(List.of(conflict.entry().line(), conflict.other().line(),
                    conflict.kind()))) {
                mistakes.add(conflict.entry().line(), text(conflict));
            }
        }
        return entries;
    }

    private static String text(MapConflict conflict) {
        StationEntry other = conflict.other();
        String where = conflict.entry().line() == other.line()
                ? "in this row"
                : "in line " + other.line();
        return switch (conflict.kind()) {
            case OVERLAP -> about(conflict.entry()) + " has a name for the same time " + where
                    + "; end the one where the other begins: 'until' is the first moment after it";
            case SAME_NAME -> "the name " + other.network() + "." + other.station() + "."
                    + other.location() + "." + other.channel() + " is that of " + about(other)
                    + " " + where + " at the same time; the data of both would be mixed:"
                    + " give one of them another code or location, or another time";
        };
    }

    /** What an entry is about, for people: "unit 9E16 stream 1 channel 2". */
    static String about(StationEntry entry) {
        return "unit " + UnitId.format(entry.unit())
                + (entry.streamIndex() == StationEntry.ANY
                        ? "" : " stream " + (entry.streamIndex() + 1))
                + (entry.channelIndex() == StationEntry.ANY
                        ? "" : " channel " + (entry.channelIndex() + 1));
    }
}
