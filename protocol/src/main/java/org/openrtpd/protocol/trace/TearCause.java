package org.openrtpd.protocol.trace;

/** Why a packet does not begin where the one before it ended (record format, sections 9.3, 9.4). */
public enum TearCause {
    /** Sequence numbers are missing: there was data, and it is not here. */
    LOST_PACKETS,
    /** The recorder's clock was stepped; the samples join. */
    CLOCK,
    /** Nothing is missing, but the samples do not join: the recorder did not record in between. */
    NOT_RECORDED,
    /** The packet before could not be read to its end, or has no time. */
    DAMAGED_PACKET
}
