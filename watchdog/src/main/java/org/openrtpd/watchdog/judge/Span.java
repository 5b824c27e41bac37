package org.openrtpd.watchdog.judge;

import java.time.Duration;

/** Lengths of time as people say them. */
public final class Span {

    private Span() {}

    /** In the two largest units that count: 850 ms, 12 s, 5 min 30 s, 2 h. */
    public static String text(Duration span) {
        if (span.toSeconds() < 1) {
            return span.toMillis() + " ms";
        }
        if (span.toMinutes() < 1) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() < 1) {
            return two(span.toMinutes(), "min", span.toSecondsPart(), "s");
        }
        return two(span.toHours(), "h", span.toMinutesPart(), "min");
    }

    static String text(long nanos) {
        return text(Duration.ofNanos(nanos));
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
