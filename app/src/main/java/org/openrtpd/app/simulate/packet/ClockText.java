package org.openrtpd.app.simulate.packet;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Times as recorders write them in text. */
public final class ClockText {

    private ClockText() {}

    static LocalDateTime utc(long millis) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L),
                Math.floorMod(millis, 1000) * 1_000_000, ZoneOffset.UTC);
    }

    /** YYYYDDDHHMMSSTTT, 16 digits. */
    static String digits(long millis) {
        LocalDateTime time = utc(millis);
        return String.format(Locale.ROOT, "%04d%03d%02d%02d%02d%03d", time.getYear(),
                time.getDayOfYear(), time.getHour(), time.getMinute(), time.getSecond(),
                Math.floorMod(millis, 1000));
    }

    /** DDD:HH:MM:SS, the tag of a log entry. */
    static String logTag(long millis) {
        LocalDateTime time = utc(millis);
        return String.format(Locale.ROOT, "%03d:%02d:%02d:%02d", time.getDayOfYear(),
                time.getHour(), time.getMinute(), time.getSecond());
    }

    /** YY:DDD:HH:MM:SS.TTT, as in the lines about clock steps. */
    public static String full(long millis) {
        LocalDateTime time = utc(millis);
        return String.format(Locale.ROOT, "%02d:%s", time.getYear() % 100, logTag(millis))
                + String.format(Locale.ROOT, ".%03d", Math.floorMod(millis, 1000));
    }

    /** HH:MM:SS.TTT. */
    public static String ofDay(long millis) {
        return full(millis).substring("YY:DDD:".length());
    }
}
