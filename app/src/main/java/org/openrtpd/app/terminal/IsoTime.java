package org.openrtpd.app.terminal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.openrtpd.protocol.record.PacketTime;

/** Nanoseconds since 1970 UTC as people read them. */
public final class IsoTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter MILLIS = formatter("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter NANOS = formatter("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'");

    private IsoTime() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** With milliseconds, as packets have it; {@code null} for no time. */
    public static String millis(long nanos) {
        return nanos == PacketTime.NO_TIME ? null : MILLIS.format(time(nanos));
    }

    /** With nanoseconds, as the journal has it. */
    public static String nanos(long nanos) {
        return NANOS.format(time(nanos));
    }

    private static LocalDateTime time(long nanos) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND),
                (int) Math.floorMod(nanos, NANOS_PER_SECOND), ZoneOffset.UTC);
    }

    /**
     * Reads a time: ISO 8601 with zone, or without one for UTC; a date alone is its first moment.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static long parse(String text) {
        String complete = text.strip().replace(' ', 'T');
        if (complete.matches("\\d{4}-\\d{2}-\\d{2}")) {
            complete += "T00:00:00Z";
        } else if (complete.matches(".*T[0-9:.]+")) {
            complete += "Z";
        }
        try {
            Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(complete, Instant::from);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND),
                    instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text
                    + "' is no time: write 2026-03-01T10:00:00Z, 2026-03-01T10:00 or 2026-03-01");
        }
    }
}
