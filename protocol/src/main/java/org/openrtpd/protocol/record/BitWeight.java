package org.openrtpd.protocol.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one count stands for, as recorders write it: "104.2 mV" (record format, section 6.10). */
public final class BitWeight {

    /** Answer where there is no weight, or its unit is not known. */
    public static final double UNDEFINED = Double.NaN;

    private static final Pattern FORM =
            Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*([mMuU\u00B5]?)[vV]");

    private BitWeight() {}

    /** True when it is a weight. */
    public static boolean isDefined(double volts) {
        return !Double.isNaN(volts);
    }

    /**
     * Reads a weight. The unit is V, mV or uV in either case; a micro sign stands for the u.
     *
     * @return volts, or {@link #UNDEFINED}
     */
    public static double volts(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return UNDEFINED;
        }
        double number = Double.parseDouble(form.group(1));
        return switch (form.group(2)) {
            case "" -> number;
            case "m", "M" -> number / 1e3;
            default -> number / 1e6;
        };
    }
}
