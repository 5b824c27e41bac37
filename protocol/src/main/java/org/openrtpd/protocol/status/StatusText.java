package org.openrtpd.protocol.status;

import org.openrtpd.protocol.record.PacketTime;

/**
 * Reads the fields of a status response, one behind the other. Text that ends early, or holds
 * something else than expected, gives fields without a value, never an error.
 */
final class StatusText {

    private static final int TIME_LENGTH = 18;

    private final String text;
    private int at;

    StatusText(String text) {
        this.text = text;
    }

    /** The next characters, without the blanks around them. */
    String field(int length) {
        int from = Math.min(at, text.length());
        int to = Math.min(at + length, text.length());
        at += length;
        return text.substring(from, to).strip();
    }

    /** The character at a distance from the next field, a blank when the text has ended. */
    char peek(int distance) {
        int place = at + distance;
        return place < text.length() ? text.charAt(place) : ' ';
    }

    /** Characters that are left. */
    int remaining() {
        return Math.max(0, text.length() - at);
    }

    char letter() {
        char letter = peek(0);
        at++;
        return letter;
    }

    /** A decimal number, or NaN. */
    double decimal(int length) {
        String field = field(length);
        return field.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)") ? Double.parseDouble(field)
                : Double.NaN;
    }

    /** A whole number of at most nine digits, or {@link StatusNumber#MISSING}. */
    int whole(int length, int radix) {
        String field = field(length);
        String digits = radix == 16 ? "[0-9A-Fa-f]{1,7}" : "[+-]?[0-9]{1,9}";
        return field.matches(digits) ? Integer.parseInt(field, radix) : StatusNumber.MISSING;
    }

    int whole(int length) {
        return whole(length, 10);
    }

    /** {@code YYYY:DDD:HH:MM:SS}, nanoseconds since 1970 UTC, or {@link PacketTime#NO_TIME}. */
    long time() {
        String field = field(TIME_LENGTH);
        if (!field.matches("[0-9]{4}:[0-9]{3}:[0-9]{2}:[0-9]{2}:[0-9]{2}")) {
            return PacketTime.NO_TIME;
        }
        String[] parts = field.split(":");
        return PacketTime.nanos(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]), Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]), 0);
    }
}
