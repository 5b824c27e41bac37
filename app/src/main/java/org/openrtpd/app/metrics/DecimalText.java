package org.openrtpd.app.metrics;

/** Numbers to a millionth, which is finer than anything that is measured of a unit. */
final class DecimalText {

    private static final double PARTS = 1e6;
    private static final long WHOLE = 1_000_000;
    private static final double MOST = 1e12;

    private DecimalText() {}

    /** Appends a number as Prometheus reads it. */
    static void append(StringBuilder text, double value) {
        if (!(Math.abs(value) < MOST)) {
            text.append(value == Double.POSITIVE_INFINITY ? "+Inf"
                    : value == Double.NEGATIVE_INFINITY ? "-Inf" : Double.toString(value));
            return;
        }
        long parts = Math.round(Math.abs(value) * PARTS);
        if (value < 0 && parts > 0) {
            text.append('-');
        }
        text.append(parts / WHOLE);
        long rest = parts % WHOLE;
        if (rest == 0) {
            return;
        }
        text.append('.');
        for (long place = WHOLE / 10; rest > 0; place /= 10) {
            text.append((char) ('0' + rest / place));
            rest %= place;
        }
    }
}
