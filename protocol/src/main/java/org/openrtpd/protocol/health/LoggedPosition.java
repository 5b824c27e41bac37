package org.openrtpd.protocol.health;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.protocol.record.Position;

/** The position that a log line tells, in degrees, minutes and seconds (record format, section 10). */
final class LoggedPosition {

    private static final Pattern LINE = Pattern.compile(
            "POSITION: ?([NS])(\\d{1,2}):(\\d{1,2}):(\\d{1,2}(?:\\.\\d{0,6})?) "
                    + "([EW])(\\d{1,3}):(\\d{1,2}):(\\d{1,2}(?:\\.\\d{0,6})?) ([+-]?\\d{1,6}) ?M",
            Pattern.CASE_INSENSITIVE);
    private static final double MINUTES = 60;
    private static final double SECONDS = 3600;

    private LoggedPosition() {}

    /** Reads a line with single blanks: {@code POSITION: N23:18:20.04 E101:23:29.58 +01610M}. */
    static Optional<Position> of(CharSequence text) {
        Matcher m = LINE.matcher(text);
        if (!m.find()) {
            return Optional.empty();
        }
        return of(signed(m.group(1), m.group(2), m.group(3), m.group(4)),
                signed(m.group(5), m.group(6), m.group(7), m.group(8)),
                Integer.parseInt(m.group(9)));
    }

    private static Optional<Position> of(double latitude, double longitude, int altitude) {
        Position position = new Position(latitude, longitude, altitude);
        return position.isOnEarth() ? Optional.of(position) : Optional.empty();
    }

    /** NaN, which is nowhere on Earth, when minutes or seconds are 60 or more. */
    private static double signed(
            String hemisphere, String degrees, String minutes, String seconds) {
        double m = Double.parseDouble(minutes);
        double s = Double.parseDouble(seconds);
        if (m >= MINUTES || s >= MINUTES) {
            return Double.NaN;
        }
        double value = Integer.parseInt(degrees) + m / MINUTES + s / SECONDS;
        return "SWsw".contains(hemisphere) ? -value : value;
    }
}
