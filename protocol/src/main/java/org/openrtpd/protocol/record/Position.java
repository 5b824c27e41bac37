package org.openrtpd.protocol.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a recorder stands: 26 characters as "N 4807.311E01235.830+00547" (record format, section
 * 6.9): hemisphere, degrees, minutes; hemisphere, degrees, minutes; altitude.
 *
 * @param latitude decimal degrees, north positive
 * @param longitude decimal degrees, east positive
 * @param altitudeMetres above sea level
 */
public record Position(double latitude, double longitude, int altitudeMetres) {

    /** The field is blank: the recorder has no fix. */
    public static final Position NONE = new Position(Double.NaN, Double.NaN, 0);

    /** The field holds something that is no position. */
    public static final Position UNREADABLE = new Position(Double.NaN, Double.NaN, -1);

    /** Characters of the field. */
    static final int LENGTH = 26;

    private static final double MINUTES_PER_DEGREE = 60;
    private static final String BLANKS = "\\s*";
    private static final Pattern WHOLE = Pattern.compile(BLANKS + "([+-]?[0-9]+)" + BLANKS);
    private static final Pattern DECIMAL =
            Pattern.compile(BLANKS + "([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))" + BLANKS);

    /** True when the recorder had a fix. */
    public boolean isKnown() {
        return !Double.isNaN(latitude);
    }

    /** True for a known position with angles that there are. */
    public boolean isOnEarth() {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    }

    /** Reads the field; a letter that is no hemisphere counts as north or east. */
    static Position of(String field) {
        if (TextField.isSpace(field)) {
            return NONE;
        }
        double latitude = degrees(field.substring(1, 4), field.substring(4, 10));
        double longitude = degrees(field.substring(11, 14), field.substring(14, 20));
        Matcher altitude = WHOLE.matcher(field.substring(20, LENGTH));
        if (Double.isNaN(latitude) || Double.isNaN(longitude) || !altitude.matches()
                || !isAscii(field)) {
            return UNREADABLE;
        }
        return new Position(
                field.charAt(0) == 'S' ? -latitude : latitude,
                field.charAt(10) == 'W' ? -longitude : longitude,
                Integer.parseInt(altitude.group(1)));
    }

    private static double degrees(String degrees, String minutes) {
        Matcher whole = WHOLE.matcher(degrees);
        Matcher decimal = DECIMAL.matcher(minutes);
        if (!whole.matches() || !decimal.matches()) {
            return Double.NaN;
        }
        return Integer.parseInt(whole.group(1))
                + Double.parseDouble(decimal.group(1)) / MINUTES_PER_DEGREE;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
