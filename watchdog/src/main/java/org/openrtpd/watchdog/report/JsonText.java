package org.openrtpd.watchdog.report;

import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;

/** Writes facts as one JSON object on one line. */
public final class JsonText {

    private JsonText() {}

    /**
     * One line without an end.
     *
     * @param facts numbers, booleans, nulls, lists and maps stay such; everything else becomes a text
     */
    public static String of(Map<?, ?> facts) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        facts.forEach((name, value) -> members.add(quoted(name.toString()) + ":" + value(value)));
        return members.toString();
    }

    private static String value(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Map<?, ?> facts) {
            return of(facts);
        }
        if (value instanceof Collection<?> all) {
            StringJoiner items = new StringJoiner(",", "[", "]");
            all.forEach(each -> items.add(value(each)));
            return items.toString();
        }
        return quoted(value.toString());
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
