package org.openrtpd.protocol.trace;

/** Where a sample rate is known from, best first (record format, section 9.2). */
public enum RateSource {
    /** The EH or ET of the very event. */
    EVENT,
    /** The last EH or ET of the stream, of another event. */
    STREAM,
    /** The last DS packet of the unit. */
    PARAMETERS,
    /** Two data packets of a channel with none lost between them. */
    DERIVED,
    /** What an operator has set. */
    CONFIGURED,
    /** It is not known. */
    NONE
}
