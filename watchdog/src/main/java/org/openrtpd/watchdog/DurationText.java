package org.openrtpd.watchdog;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them, with their unit. */
final class DurationText {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /** Sixteen of these, as a limit that doubles comes to, still fit nanoseconds in 64 bits. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private DurationText() {}

    /**
     * Reads a duration: 500ms, 10s, 5m, 2h, 1d, or 0.
     *
     * @throws TypeConversionException with what is allowed
     */
    static Duration parse(String text) {
        Matcher match = DURATION.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (match.matches()) {
            long number = Long.parseLong(match.group(1));
            Duration duration = switch (match.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw new TypeConversionException(
                "'" + text + "' is no duration: write 500ms, 10s, 5m, 2h, 1d or 0, up to 3650d");
    }
}
