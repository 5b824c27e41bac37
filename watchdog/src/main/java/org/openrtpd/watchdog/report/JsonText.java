package org.openrtpd.watchdog.report;

import java.util.Map;
import java.util.StringJoiner;

/** Writes flat facts as one JSON object on one line. */
public final class JsonText {

    private JsonText() {}

    /**
     * One line without an end.
     *
     * @param facts numbers and booleans stay such; everything else becomes a text
     */
    public static String of(Map<String, Object> facts) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        facts.forEach((name, value) -> members.add(quoted(name) + ":"
                + (value instanceof Number || value instanceof Boolean
                        ? value.toString() : quoted(value.toString()))));
        return members.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
