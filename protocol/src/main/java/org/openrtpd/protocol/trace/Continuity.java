package org.openrtpd.protocol.trace;

/** How the samples of a packet go on from those before it in their channel. */
public enum Continuity {
    /** Nothing is known before it. */
    FIRST(Effect.BEGINS),
    /** Its samples go on where the last ones ended. */
    CONTINUES(Effect.JOINS),
    /** It begins at another time than expected: see {@link TraceStep#tear}. */
    TORN(Effect.BEGINS),
    /** The rate of the stream has changed. */
    RATE_CHANGED(Effect.BEGINS),
    /** The event began anew: the recorder has cleared its memory. */
    RESTARTED(Effect.BEGINS),
    /** The packet before could not be read to its end. */
    AFTER_DAMAGE(Effect.BEGINS),
    /** It is of an earlier place; the trace goes on without it. */
    LATE(Effect.BEGINS),
    /** The rate is not known, so nobody can tell. */
    NO_RATE(Effect.BEGINS),
    /** It has no time. */
    NO_TIME(Effect.BEGINS),
    /** It has no samples, which moves nothing. */
    NO_SAMPLES(Effect.NONE),
    /** It was there already. */
    DUPLICATE(Effect.NONE);

    private enum Effect { BEGINS, JOINS, NONE }

    private final Effect effect;

    Continuity(Effect effect) {
        this.effect = effect;
    }

    /** True when a new segment begins with this packet. */
    public boolean beginsSegment() {
        return effect == Effect.BEGINS;
    }

    /** True when the packet's samples belong behind those before. */
    public boolean joins() {
        return effect == Effect.JOINS;
    }
}
