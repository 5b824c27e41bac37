package org.openrtpd.protocol.status;

/** Whether a status frame can be read, and why not. */
public enum StatusDefect {
    NONE("is whole"),
    NO_FRAME("begins with other bytes than a command or a response"),
    TOO_SHORT("is shorter than any frame"),
    BAD_UNIT("names no unit in four hex digits"),
    LENGTH_DISAGREES("has another length than it says"),
    CODES_DISAGREE("begins and ends with different command codes"),
    NO_LINE_END("does not end with CR LF"),
    WRONG_CRC("was damaged on its way (CRC-16)");

    private final String meaning;

    StatusDefect(String meaning) {
        this.meaning = meaning;
    }

    /** What is wrong, as the end of a sentence that begins with "the frame". */
    public String meaning() {
        return meaning;
    }
}
