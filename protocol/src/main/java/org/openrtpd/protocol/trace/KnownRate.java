package org.openrtpd.protocol.trace;

import java.util.Optional;

/**
 * A sample rate, when it is known, and where from.
 *
 * @param rate nothing when the source is {@link RateSource#NONE}
 * @param source how far it can be trusted
 */
public record KnownRate(Optional<SampleRate> rate, RateSource source) {

    /** The rate is not known; no data may be lost for that (record format, section 9.2). */
    public static final KnownRate NONE = new KnownRate(Optional.empty(), RateSource.NONE);

    static KnownRate of(SampleRate rate, RateSource source) {
        return new KnownRate(Optional.of(rate), source);
    }
}
