package org.openrtpd.protocol.record;

import java.time.LocalDate;

/** Times of packets: UTC, whole milliseconds, kept as nanoseconds since 1970. */
public final class PacketTime {

    /** Answer where a packet has no readable time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Last whole year that nanoseconds in 64 bits reach. */
    public static final int LAST_YEAR = 2261;

    private static final int FIRST_YEAR_OF_CENTURY = 80;
    private static final int DAYS_PER_YEAR = 365;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MILLIS_PER_SECOND = 1000L;
    private static final long NANOS_PER_DAY = 24 * 3600 * MILLIS_PER_SECOND * NANOS_PER_MILLI;
    private static final int OLDEST_YEAR = 1980;

    private PacketTime() {}

    /**
     * The four digits of a two-digit year.
     *
     * @see "record format 2.2: below 80 is 20yy, else 19yy"
     */
    public static int fullYear(int twoDigits) {
        return twoDigits < FIRST_YEAR_OF_CENTURY ? 2000 + twoDigits : 1900 + twoDigits;
    }

    /** The calendar year of a time. */
    static int year(long nanos) {
        return LocalDate.ofEpochDay(Math.floorDiv(nanos, NANOS_PER_DAY)).getYear();
    }

    /**
     * True when a packet's time is more than a day ahead, or before 1980: it is kept, but its time
     * is not to be trusted (record format, section 13).
     *
     * @param nowNanos the present, nanoseconds since 1970 UTC
     */
    public static boolean isSuspect(long nanos, long nowNanos) {
        return nanos != NO_TIME && (nanos > nowNanos + NANOS_PER_DAY || year(nanos) < OLDEST_YEAR);
    }

    /** 365 or 366. */
    public static int daysOf(int year) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return leap ? DAYS_PER_YEAR + 1 : DAYS_PER_YEAR;
    }

    /**
     * Joins the parts of a packet's time. Second 60 is the following second (record format 9.4).
     *
     * @param year four digits; 1970 to {@link #LAST_YEAR}
     * @param day of the year, from 1
     * @return nanoseconds since 1970 UTC, or {@link #NO_TIME} when no calendar has that time
     */
    public static long nanos(int year, int day, int hour, int minute, int second, int millis) {
        if (year < 1970 || year > LAST_YEAR || day < 1 || day > daysOf(year)) {
            return NO_TIME;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return NO_TIME;
        }
        if (millis < 0 || millis > 999) {
            return NO_TIME;
        }
        long days = daysBefore(year) - daysBefore(1970) + day - 1;
        long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        return (seconds * MILLIS_PER_SECOND + millis) * NANOS_PER_MILLI;
    }

    private static long daysBefore(int year) {
        long past = year - 1L;
        return past * DAYS_PER_YEAR + past / 4 - past / 100 + past / 400;
    }
}
