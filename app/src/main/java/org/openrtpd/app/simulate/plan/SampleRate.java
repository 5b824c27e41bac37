package org.openrtpd.app.simulate.plan;

import java.math.BigDecimal;
import java.util.List;

/**
 * A rate that recorders have (record format, section 9.2). All their intervals are whole
 * milliseconds, so the time of every sample is exact.
 *
 * @param label as it stands in EH and DS, samples per second: "100", "0.1"
 * @param intervalMillis from one sample to the next
 */
public record SampleRate(String label, int intervalMillis) {

    /** Rate of the auxiliary stream. */
    public static final SampleRate AUXILIARY = new SampleRate("0.1", 10_000);

    private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1000);
    private static final List<String> LEGAL = List.of("1000", "500", "250", "200", "125", "100",
            "50", "40", "25", "20", "10", "8", "5", "4", "2", "1", "0.1");

    /**
     * Reads samples per second.
     *
     * @throws IllegalArgumentException with the rates there are
     */
    public static SampleRate parse(String text) {
        if (!LEGAL.contains(text)) {
            throw new IllegalArgumentException("rate '" + text
                    + "' is none of a recorder's, samples per second: " + String.join(" ", LEGAL));
        }
        return new SampleRate(
                text, MILLIS_PER_SECOND.divide(new BigDecimal(text)).intValueExact());
    }

    /** Samples per second. */
    public double hertz() {
        return 1000.0 / intervalMillis;
    }
}
