package org.openrtpd.app.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, sizes and probabilities as people write them, with their unit. */
public final class Quantities {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+)\\s*([A-Za-z]*)");
    private static final Map<String, Duration> DURATION_UNITS = Map.of(
            "ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1), "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZE_UNITS = Map.of(
            "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);

    /** A hundred years: sums of a few of these still fit nanoseconds in 64 bits. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Quantities() {}

    /**
     * Reads a duration: 500ms, 10s, 5m, 2h, 30d, or 0; a hundred years at most.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static Duration duration(String text) {
        Matcher match = NUMBER_AND_UNIT.matcher(text.strip());
        if (match.matches()) {
            String name = match.group(2);
            Duration unit = DURATION_UNITS.get(name);
            try {
                long number = Long.parseLong(match.group(1));
                if (unit != null && unit.multipliedBy(number).compareTo(LONGEST) <= 0) {
                    return unit.multipliedBy(number);
                }
                if (number == 0 && name.isEmpty()) {
                    return Duration.ZERO;
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // Refused below, with the others.
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no duration: write 500ms, 10s, 5m, 2h, 30d or 0, up to 36500d");
    }

    /**
     * Reads a size: 512KiB, 64MiB, 2GiB, a number of bytes, or 0.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static long size(String text) {
        Matcher match = NUMBER_AND_UNIT.matcher(text.strip());
        if (match.matches()) {
            String name = match.group(2).toLowerCase(Locale.ROOT);
            Long unit = name.isEmpty() ? Long.valueOf(1) : SIZE_UNITS.get(name);
            try {
                if (unit != null) {
                    return Math.multiplyExact(Long.parseLong(match.group(1)), unit);
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // Refused below, with the others.
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no size: write 512KiB, 64MiB, 2GiB or a number of bytes");
    }

    /**
     * Reads a whole number.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static long whole(String text, long lowest, long highest) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the others.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no whole number from " + lowest + " to " + highest);
    }

    /**
     * Reads a probability, 0 to below 1: one of 1 would let nothing through.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static double probability(String text) {
        try {
            double value = text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                    : Double.parseDouble(text);
            if (value >= 0 && value < 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the others.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no probability: write 0.2 or 20%, from 0 to below 1");
    }
}
