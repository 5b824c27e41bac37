package org.openrtpd.protocol.client;

/** Every outcome of reading one frame; counted, and the tag of the meter. */
public enum FrameDefect {
    /** A message was read. */
    NONE("is well-formed", false),
    /** The frame has not fully arrived yet; nothing was consumed. */
    INCOMPLETE("is not all there yet", false),
    NEGATIVE_LENGTH("has a negative length", true),
    LENGTH_BOUND("has a length over the bound", true),
    VERSION_WITH_BODY("names a version and has a body", true),
    /** The frame was consumed; what comes after it can be read. */
    WRONG_BODY_LENGTH("has a body that does not fit its type", false),
    /** The frame was consumed; what comes after it can be read. */
    COMMAND_LENGTH("carries a command of another length than it says", false);

    private final String meaning;
    private final boolean endsStream;

    FrameDefect(String meaning, boolean endsStream) {
        this.meaning = meaning;
        this.endsStream = endsStream;
    }

    /** What is wrong, as the end of a sentence that begins with "the frame". */
    public String meaning() {
        return meaning;
    }

    /** True when nobody can tell where the next frame begins. */
    public boolean endsStream() {
        return endsStream;
    }
}
