package org.openrtpd.app.decode;

import java.util.Optional;
import org.openrtpd.protocol.trace.SampleRate;

/**
 * A rate and where it is from.
 *
 * @param rate nothing when it is not known
 * @param origin EH or ET of the event, EH* or ET* of another event of the stream, DT when derived
 *     from data, option; null when it is not known
 */
record NamedRate(Optional<SampleRate> rate, String origin) {

    static final NamedRate NONE = new NamedRate(Optional.empty(), null);
}
