package org.openrtpd.storage.archive.reftek;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.openrtpd.protocol.record.UnitId;

/**
 * Names in a REF TEK archive (record format, section 14).
 *
 * <pre>
 *   YYYYDDD/UUUU/S/HHMMSSmmm_LLLLLLLL
 * </pre>
 *
 * Day and time are those of the start; the time is hour, minute and the milliseconds of the minute
 * with five digits. S is the stream as users count it, 0 for state of health and parameters.
 * LLLLLLLL is the length in milliseconds, upper-case hex; zero while the file is open.
 */
final class ReftekPath {

    /** Length in the name of an open file. */
    static final long OPEN = 0;

    /** 49 days; leaves room to tell files of one start apart. */
    private static final long MAX_LENGTH_MILLIS = 0xFFFF_0000L;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final int LENGTH_DIGITS = 8;

    private ReftekPath() {}

    /** The name of a file while it is open. */
    static String open(int unit, int streamNumber, long startMillis) {
        LocalDateTime start = time(startMillis);
        long millisOfMinute = start.getSecond() * MILLIS_PER_SECOND
                + Math.floorMod(startMillis, MILLIS_PER_SECOND);
        return String.format("%s/%s/%d/%02d%02d%05d_%08X", day(startMillis), UnitId.format(unit),
                streamNumber, start.getHour(), start.getMinute(), millisOfMinute, OPEN);
    }

    /**
     * The name of a file that is closed.
     *
     * @param lengthMillis is brought into what the name has room for; never that of an open file
     * @param longer milliseconds to add, so that two files of one start and length both stay
     */
    static String closed(String open, long lengthMillis, int longer) {
        long length = Math.max(OPEN + 1, Math.min(lengthMillis, MAX_LENGTH_MILLIS)) + longer;
        return open.substring(0, open.length() - LENGTH_DIGITS) + String.format("%08X", length);
    }

    /**
     * Packets that have no place in the tree, with a part of it for themselves, by day received.
     */
    static String other(int unit, long receivedMillis, String name) {
        return "other/" + day(receivedMillis) + '/' + UnitId.format(unit) + '/' + name;
    }

    private static String day(long millis) {
        LocalDateTime time = time(millis);
        return String.format("%04d%03d", time.getYear(), time.getDayOfYear());
    }

    private static LocalDateTime time(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, MILLIS_PER_SECOND), 0, ZoneOffset.UTC);
    }
}
