package org.openrtpd.protocol.recorder;

/** Outcome of decoding a datagram or a frame: {@link #NONE}, or why it is no message. */
public enum WireDefect {
    /** A message was decoded. */
    NONE("is well-formed"),
    /** TCP only: the frame has not fully arrived yet. */
    INCOMPLETE("is not all there yet"),
    TOO_SHORT("is shorter than a header"),
    WRONG_MAGIC("does not carry the letters RTPU"),
    WRONG_VERSION("has another layout version"),
    LENGTH_DISAGREES("has another length than its header says"),
    BODY_TOO_LONG("has a body length outside what its type allows"),
    WRONG_CRC("was damaged on the way (CRC-32C)"),
    UNKNOWN_TYPE("has an unknown message type"),
    WRONG_BODY_LENGTH("has a body that does not fit its type"),
    WINDOW_RANGE("has a window above the limit"),
    RESERVED_UNIT("names a unit that no recorder has"),
    EPOCH_CHECK("has an epoch check that does not fit its epoch");

    private final String meaning;

    WireDefect(String meaning) {
        this.meaning = meaning;
    }

    /** What is wrong, as the end of a sentence that begins with "the datagram" or "the frame". */
    public String meaning() {
        return meaning;
    }

    /** True when the bytes are of some other protocol altogether, not a damaged one of ours. */
    public boolean isForeign() {
        return this == TOO_SHORT || this == WRONG_MAGIC || this == WRONG_VERSION;
    }
}
