package org.openrtpd.protocol.record;

import java.util.Locale;

/**
 * Id of a recorder: a number on the wire, at least four upper-case hex digits for people, the way
 * it stands on the box (record format, section 2.3). It is kept as an {@code int} everywhere, so
 * that looking one up costs no object.
 */
public final class UnitId {

    /** Means "all units" in filters and broadcast commands; no recorder has it. */
    public static final int ALL = 0x0000;

    /** The undefined unit of the 16-bit family; no recorder has it. */
    public static final int UNDEFINED = 0xFFFF;

    /** Largest id: strong-motion models have five hex digits (recorder leg, section 4). */
    public static final int HIGHEST = 0xFFFFF;

    /**
     * What RTPID attaches as when it probes the way in, on the recorder leg alone. It is no recorder's,
     * {@link #isValid} says no: what it sends is journaled and acknowledged, and never shown.
     */
    public static final int PROBE = 0xFFFFFFF0;

    private static final String ZEROS = "0000";

    private UnitId() {}

    /** True when a recorder can have this id. */
    public static boolean isValid(int unit) {
        return unit > ALL && unit <= HIGHEST && unit != UNDEFINED;
    }

    /** "9E16" for 0x9E16. */
    public static String format(int unit) {
        String digits = Integer.toHexString(unit).toUpperCase(Locale.ROOT);
        return ZEROS.substring(Math.min(digits.length(), ZEROS.length())) + digits;
    }

    /**
     * Reads what {@link #format} writes, in either case.
     *
     * @throws IllegalArgumentException when it is no hex number or no recorder can have it
     */
    public static int parse(String text) {
        int unit;
        try {
            unit = Integer.parseInt(text.toUpperCase(Locale.ROOT), 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no unit: use hex digits, as 9E16");
        }
        if (!isValid(unit)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no unit: 0001 to FFFFF are, without FFFF");
        }
        return unit;
    }
}
