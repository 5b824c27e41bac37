package org.openrtpd.app.live.model;

import java.util.Optional;
import org.openrtpd.protocol.trace.SampleRate;
import org.openrtpd.protocol.trace.Tear;

/**
 * A data packet that came, for who watches its channel. Nobody may write to the samples.
 *
 * @param startNanos of the first sample, nanoseconds since 1970 UTC
 * @param tear before it, when its time does not go on from the packet before
 */
public record LivePacket(ChannelKey channel, SampleRate rate, long startNanos, int[] samples,
        Optional<Tear> tear) {}
