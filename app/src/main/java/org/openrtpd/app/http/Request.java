package org.openrtpd.app.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openrtpd.app.terminal.IsoTime;

/** One request, decoded: its path, its query and what the route took out of the path. Immutable. */
public final class Request {

    static final int MAX_VALUE = 1024;

    private static final String MILLIS = "[0-9]{1,13}(\\.[0-9]{1,6})?";
    private static final double NANOS_PER_MILLI = 1e6;

    private final String path;
    private final Map<String, String> inPath;
    private final Map<String, List<String>> query;

    Request(String path, Map<String, String> inPath, Map<String, List<String>> query) {
        this.path = path;
        this.inPath = inPath;
        this.query = query;
    }

    /** The path, decoded. */
    public String path() {
        return path;
    }

    /** What stands in the path where the route has {@code {name}}; never empty. */
    public String inPath(String name) {
        String value = inPath.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    /** The first value of a query parameter. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /** All values of a query parameter, in order. */
    public List<String> values(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.stream().anyMatch(v -> v.length() > MAX_VALUE)) {
            throw RequestRefused.wrong(name, name + " is longer than " + MAX_VALUE + " characters");
        }
        return values;
    }

    /**
     * A query parameter that is a whole number.
     *
     * @param fallback when it is not given
     * @throws RequestRefused when it is no number, or not from least to most
     */
    public int number(String name, int fallback, int least, int most) {
        return Math.toIntExact(longNumber(name, fallback, least, most));
    }

    /** The same for long numbers, such as positions in the journal. */
    public long longNumber(String name, long fallback, long least, long most) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, with those out of range.
        }
        throw RequestRefused.wrong(name, name + " must be a whole number from " + least + " to " + most);
    }

    /**
     * A query parameter that is a time: milliseconds since 1970 UTC, with a fraction if need be, or
     * ISO 8601, as {@code 2026-03-01T10:00:00Z}.
     *
     * @return nanoseconds since 1970 UTC
     * @throws RequestRefused when it is no time
     */
    public long time(String name, long fallbackNanos) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return fallbackNanos;
        }
        try {
            if (text.get().matches(MILLIS)) {
                return Math.round(Double.parseDouble(text.get()) * NANOS_PER_MILLI);
            }
            return IsoTime.parse(text.get());
        } catch (IllegalArgumentException e) {
            throw RequestRefused.wrong(name, name + " is no time: write milliseconds since 1970,"
                    + " 2026-03-01T10:00:00Z, 2026-03-01T10:00 or 2026-03-01");
        }
    }
}
