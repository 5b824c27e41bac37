package org.openrtpd.protocol.status;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answer to SS XC: the external clock (record format, appendix A). A missing whole number is {@link
 * StatusNumber#MISSING}, a missing decimal one NaN.
 *
 * @param timeNanos when, nanoseconds since 1970 UTC, or {@code PacketTime.NO_TIME}
 * @param minutesSinceLock how long ago the clock was locked
 * @param phaseErrorMicros signed
 * @param lock L locked, U unlocked
 * @param satellites in use
 * @param latitude decimal degrees, north positive
 * @param longitude decimal degrees, east positive
 * @param altitudeMetres above sea level
 * @param gpsPower Y or N
 * @param gpsMode C continuous, D duty cycle, O off
 */
public record ClockStatus(
        long timeNanos, int minutesSinceLock, int phaseErrorMicros, char lock, int satellites,
        double latitude, double longitude, int altitudeMetres, char gpsPower, char gpsMode) {

    private static final int MOST_SINCE_LOCK = 9;
    private static final Pattern SINCE_LOCK =
            Pattern.compile("([0-9]{1,3}):([0-9]{1,2}):([0-9]{1,2})");
    private static final Pattern PHASE =
            Pattern.compile("([+-]?)([0-9]{1,2})\\.([0-9]{3})\\.([0-9]{3})");
    private static final Pattern DEGREES =
            Pattern.compile("([NSEW])\\s*([0-9]{1,3}).\\s*([0-9]+\\.?[0-9]*)");

    /**
     * Reads a response.
     *
     * @throws IllegalStateException when the frame is none of type {@link StatusType#XC}
     */
    public static ClockStatus of(StatusFrame response) {
        StatusText text = response.statusText(StatusType.XC);
        return new ClockStatus(
                text.time(), sinceLock(text), phase(text.field(11)), text.letter(), text.whole(2),
                degrees(text.field(12)), degrees(text.field(12)), text.whole(6), text.letter(),
                text.letter());
    }

    /** True when the recorder says that its clock is locked. */
    public boolean isLocked() {
        return lock == 'L';
    }

    /**
     * DD:HH:MM. Above 99 days it has three digits for them and is one character longer; a recorder
     * that cuts its last digit instead is understood too, because a sign or a blank follows then.
     */
    private static int sinceLock(StatusText text) {
        boolean threeDigits = text.peek(3) == ':';
        boolean longer = threeDigits && Character.isDigit(text.peek(MOST_SINCE_LOCK - 1));
        Matcher form = SINCE_LOCK.matcher(
                text.field(longer ? MOST_SINCE_LOCK : MOST_SINCE_LOCK - 1));
        if (!form.matches()) {
            return StatusNumber.MISSING;
        }
        int minutes = Integer.parseInt(form.group(3)) * (form.group(3).length() == 1 ? 10 : 1);
        int hours = Integer.parseInt(form.group(1)) * 24 + Integer.parseInt(form.group(2));
        return hours * 60 + minutes;
    }

    /** Sign and SS.mmm.uuu. */
    private static int phase(String field) {
        Matcher form = PHASE.matcher(field);
        if (!form.matches()) {
            return StatusNumber.MISSING;
        }
        int millis = Integer.parseInt(form.group(2)) * 1000 + Integer.parseInt(form.group(3));
        int micros = millis * 1000 + Integer.parseInt(form.group(4));
        return form.group(1).equals("-") ? -micros : micros;
    }

    /** Hemisphere, degrees, a separator, minutes. */
    private static double degrees(String field) {
        Matcher form = DEGREES.matcher(field);
        if (!form.matches()) {
            return Double.NaN;
        }
        double degrees = Integer.parseInt(form.group(2)) + Double.parseDouble(form.group(3)) / 60;
        return form.group(1).equals("S") || form.group(1).equals("W") ? -degrees : degrees;
    }
}
