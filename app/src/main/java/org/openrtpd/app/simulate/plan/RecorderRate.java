package org.openrtpd.app.simulate.plan;

import java.util.Optional;
import java.util.stream.Collectors;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * A rate that recorders can be set to (record format, section 9.2). All their intervals are whole
 * milliseconds, so the time of every sample is exact.
 *
 * @param label as it stands in EH and DS, samples per second: "100", "0.1"
 * @param intervalMillis from one sample to the next
 */
public record RecorderRate(String label, int intervalMillis) {

    /** Rate of the auxiliary stream. */
    public static final RecorderRate AUXILIARY = parse("0.1");

    private static final int NANOS_PER_MILLI = 1_000_000;

    /**
     * Reads samples per second.
     *
     * @throws IllegalArgumentException with the rates there are
     */
    public static RecorderRate parse(String text) {
        Optional<SampleRate> rate = SampleRate.LEGAL.stream()
                .filter(legal -> label(legal).equals(text)).findFirst();
        if (rate.isEmpty()) {
            throw new IllegalArgumentException("rate '" + text
                    + "' is none of a recorder's, samples per second: " + SampleRate.LEGAL.stream()
                            .map(RecorderRate::label).collect(Collectors.joining(" ")));
        }
        return of(rate.get());
    }

    private static RecorderRate of(SampleRate rate) {
        return new RecorderRate(label(rate), (int) (rate.nanos(1) / NANOS_PER_MILLI));
    }

    private static String label(SampleRate rate) {
        return rate.denominator() == 1 ? rate.toString() : Double.toString(rate.hertz());
    }

    /** Samples per second. */
    public double hertz() {
        return 1000.0 / intervalMillis;
    }
}
