package org.openrtpd.protocol.record;

/** Times of packets: UTC, whole milliseconds, kept as nanoseconds since 1970. */
public final class PacketTime {

    /** Answer where a packet has no readable time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int FIRST_YEAR_OF_CENTURY = 80;
    private static final int DAYS_PER_YEAR = 365;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MILLIS_PER_SECOND = 1000L;

    private PacketTime() {}

    /**
     * The four digits of a two-digit year.
     *
     * @see "record format 2.2: below 80 is 20yy, else 19yy"
     */
    public static int fullYear(int twoDigits) {
        return twoDigits < FIRST_YEAR_OF_CENTURY ? 2000 + twoDigits : 1900 + twoDigits;
    }

    /** 365 or 366. */
    public static int daysOf(int year) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return leap ? DAYS_PER_YEAR + 1 : DAYS_PER_YEAR;
    }

    /**
     * Joins the parts of a packet's time. Second 60 is the following second (record format 9.4).
     *
     * @param year four digits; 1970 or later
     * @param day of the year, from 1
     * @return nanoseconds since 1970 UTC, or {@link #NO_TIME} when no calendar has that time
     */
    public static long nanos(int year, int day, int hour, int minute, int second, int millis) {
        if (year < 1970 || day < 1 || day > daysOf(year)) {
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
