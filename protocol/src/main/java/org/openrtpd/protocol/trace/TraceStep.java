package org.openrtpd.protocol.trace;

import java.util.Optional;

/**
 * What a data packet is to its channel.
 *
 * @param continuity whether its samples go on from the last ones
 * @param sequence what its number says
 * @param lostPackets of the stream, all channels, that are missing right before it
 * @param tear present when the continuity is {@link Continuity#TORN}
 * @param rate the rate of its event, and where that is known from
 */
public record TraceStep(
        Continuity continuity, SequenceStep sequence, long lostPackets, Optional<Tear> tear,
        KnownRate rate) {

    /** The first packet of a stream whose rate nobody knows. */
    static final TraceStep FIRST = new TraceStep(Continuity.NO_RATE, SequenceStep.FIRST, 0,
            Optional.empty(), KnownRate.NONE);

    /** True when it says just that. */
    boolean isOf(Continuity ofContinuity, SequenceStep ofSequence, long ofLostPackets,
            Optional<Tear> ofTear, KnownRate ofRate) {
        return continuity == ofContinuity && sequence == ofSequence
                && lostPackets == ofLostPackets && tear.equals(ofTear) && rate == ofRate;
    }
}
