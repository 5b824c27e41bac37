package org.openrtpd.protocol.health;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a recorder stands, as its GPS says.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param altitudeMetres metres
 */
public record Position(double latitude, double longitude, double altitudeMetres) {

    private static final Pattern HEADER = Pattern.compile(
            "([NS]) ?(\\d{2})(\\d{2}\\.\\d{3})([EW])(\\d{3})(\\d{2}\\.\\d{3})([+-]\\d{5})");
    private static final Pattern LINE = Pattern.compile(
            "POSITION: ?([NS])(\\d{1,2}):(\\d{1,2}):(\\d{1,2}(?:\\.\\d{0,6})?) "
                    + "([EW])(\\d{1,3}):(\\d{1,2}):(\\d{1,2}(?:\\.\\d{0,6})?) ([+-]?\\d{1,6}) ?M",
            Pattern.CASE_INSENSITIVE);
    private static final double MINUTES = 60;
    private static final double SECONDS = 3600;

    /**
     * Reads the 26 characters of an EH or ET: {@code N 3654.254E02143.509+00206}.
     *
     * @return empty when blank, as without a fix, or when no place on Earth
     * @see "record format 6.9"
     */
    public static Optional<Position> ofHeader(CharSequence text) {
        Matcher m = HEADER.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        return of(signed(m.group(1), m.group(2), m.group(3), "0"),
                signed(m.group(4), m.group(5), m.group(6), "0"),
                Double.parseDouble(m.group(7)));
    }

    /** Reads a line with single blanks: {@code POSITION: N23:18:20.04 E101:23:29.58 +01610M}. */
    static Optional<Position> ofLine(CharSequence text) {
        Matcher m = LINE.matcher(text);
        if (!m.find()) {
            return Optional.empty();
        }
        return of(signed(m.group(1), m.group(2), m.group(3), m.group(4)),
                signed(m.group(5), m.group(6), m.group(7), m.group(8)),
                Double.parseDouble(m.group(9)));
    }

    private static Optional<Position> of(double latitude, double longitude, double altitude) {
        boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        return onEarth
                ? Optional.of(new Position(latitude, longitude, altitude))
                : Optional.empty();
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
