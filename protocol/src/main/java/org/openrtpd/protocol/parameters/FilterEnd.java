package org.openrtpd.protocol.parameters;

/** Whether a {@link FilterParameters} stands at a block, and if not, why. */
public enum FilterEnd {
    /** It stands at a block that can be read. */
    NONE,
    /** The packet has no further block. */
    LAST,
    /** The next block has coefficients of an undefined size. */
    BAD_FORMAT,
    /** The next block would go on behind the end of its place. */
    OVERRUN
}
