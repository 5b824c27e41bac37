package org.openrtpd.protocol.clientsession;

import org.openrtpd.protocol.client.FrameDefect;

/** Why a connection to a server ended; counted, and the tag of the meter. */
public enum RtpClientEnd {
    /** The server answered version 1; the client comes again, at once, as version 1. */
    SPEAKS_VERSION_1("speaks version 1 only"),
    /** No room: come again later. */
    BUSY("is busy"),
    /** The server leaves: come again later. */
    BREAK("said BREAK"),
    /** Go away for good. */
    FAULT("said FAULT"),
    SILENT("sent nothing for the time-out"),
    HANDSHAKE_TIME("did not finish the handshake in time"),
    WRONG_VERSION("answered version 0, or one higher than was asked"),
    WRONG_TYPE("answered another type than was due in the handshake"),
    NEGATIVE_LENGTH("sent a frame with a negative length"),
    LENGTH_BOUND("sent a frame with a length over the bound"),
    VERSION_WITH_BODY("answered a version with a body"),
    WRONG_BODY_LENGTH("sent PID or ATTR with a body of a wrong length"),
    /** Could not connect, or the connection ended without a word. */
    CONNECTION("cannot be reached, or closed the connection"),
    /** The owner closed this client. */
    CLOSED("is not wanted any more");

    private final String meaning;

    RtpClientEnd(String meaning) {
        this.meaning = meaning;
    }

    /** What happened, as the end of a sentence that begins with "the server". */
    public String meaning() {
        return meaning;
    }

    static RtpClientEnd of(FrameDefect defect) {
        return switch (defect) {
            case NEGATIVE_LENGTH -> NEGATIVE_LENGTH;
            case LENGTH_BOUND -> LENGTH_BOUND;
            case VERSION_WITH_BODY -> VERSION_WITH_BODY;
            case WRONG_BODY_LENGTH, COMMAND_LENGTH -> WRONG_BODY_LENGTH;
            case NONE, INCOMPLETE ->
                    throw new IllegalArgumentException(defect + " ends no conversation");
        };
    }
}
