package org.openrtpd.app.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openrtpd.app.tail.Colours;
import org.openrtpd.app.tail.Printable;

/**
 * Stations as lines of a table, most trouble first as they come. What does not fit the width is cut at
 * the end, where the words are. Text from the field is printed without what would steer a terminal.
 */
final class StatusTable {

    private static final String HEAD = String.format(Locale.ROOT, "%-14s %-5s %-5s %8s %8s %7s %6s"
            + " %8s %6s %5s  %s", "STATION", "UNIT", "STATE", "LAST", "LATENCY", "PKT/S", "TODAY",
            "GPS", "VOLTS", "TEMP", "WHY");
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;

    private final Colours colours;
    private final int width;

    StatusTable(Colours colours, int width) {
        this.colours = colours;
        this.width = width;
    }

    /**
     * The whole table.
     *
     * @param answer of {@code /api/v1/units}
     * @param lines at most; the last one then says how many stations are not shown
     */
    String text(JsonNode answer, int lines) {
        List<JsonNode> rows = new ArrayList<>();
        answer.path("units").forEach(rows::add);
        StringBuilder text = new StringBuilder();
        text.append(summary(answer)).append('\n').append(colours.name(cut(HEAD))).append('\n');
        int room = rows.size() + 2 < lines ? rows.size() : Math.max(0, lines - 4);
        for (JsonNode row : rows.subList(0, Math.min(room, rows.size()))) {
            text.append(coloured(row.path("state").asText(), cut(line(row)))).append('\n');
        }
        if (room < rows.size()) {
            text.append(colours.aside("and " + (rows.size() - room) + " more")).append('\n');
        }
        return text.toString();
    }

    private String summary(JsonNode answer) {
        JsonNode states = answer.path("state");
        String reading = answer.path("reading").asText().equals("back")
                ? ", still reading the hours before its start" : "";
        return cut(answer.path("total").asInt() + " stations: ").stripTrailing() + " "
                + colours.defect(states.path("red").asInt() + " red") + ", "
                + colours.warning(states.path("amber").asInt() + " amber") + ", "
                + colours.good(states.path("green").asInt() + " green") + reading;
    }

    private String coloured(String state, String line) {
        return switch (state) {
            case "red" -> colours.defect(line);
            case "amber" -> colours.warning(line);
            default -> line;
        };
    }

    private String cut(String line) {
        return line.length() <= width ? line : line.substring(0, width);
    }

    private static String line(JsonNode row) {
        List<String> reasons = new ArrayList<>();
        row.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        return Printable.of(String.format(Locale.ROOT, "%-14s %-5s %-5s %8s %8s %7s %6s %8s %6s %5s  %s",
                row.path("name").asText(), row.path("unit").asText(), row.path("state").asText(),
                span(row.path("ageSeconds")), span(row.path("latencySeconds")),
                number(row.path("packetsPerSecond"), "%.2f"),
                number(row.path("completenessTodayPercent"), "%.1f%%"), gps(row),
                number(row.path("supplyVolts"), "%.1f"),
                number(row.path("temperatureCelsius"), "%.0f"),
                String.join("; ", reasons)).stripTrailing());
    }

    private static String gps(JsonNode row) {
        String lock = row.path("gpsLock").asText("");
        return switch (lock) {
            case "locked" -> "locked";
            case "unlocked" -> "-" + span(row.path("lockAgeSeconds"));
            default -> "?";
        };
    }

    private static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "?";
    }

    /** Seconds as people say them: 7s, 12m, 3.4h, 2.1d. */
    static String span(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return "?";
        }
        double value = seconds.asDouble();
        if (value < MINUTE) {
            return String.format(Locale.ROOT, "%.0fs", value);
        }
        if (value < HOUR) {
            return String.format(Locale.ROOT, "%.0fm", value / MINUTE);
        }
        return value < DAY ? String.format(Locale.ROOT, "%.1fh", value / HOUR)
                : String.format(Locale.ROOT, "%.1fd", value / DAY);
    }
}
