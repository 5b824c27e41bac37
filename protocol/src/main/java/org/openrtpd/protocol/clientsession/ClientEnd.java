package org.openrtpd.protocol.clientsession;

import org.openrtpd.protocol.client.FrameDefect;

/** Why a server closed the connection of a client; counted, and the tag of the meter. */
public enum ClientEnd {
    /** The client said BREAK. */
    LEFT("said BREAK", false),
    /** The client was told BUSY, BREAK or FAULT. */
    DISMISSED("was sent away", false),
    HANDSHAKE_TIME("did not finish the handshake in time", true),
    VERSION_RANGE("named version 0, or one of 0x8000 and above", true),
    VERSION_WITH_BODY("sent a version with a body", true),
    NO_PID("sent another type where PID is due", true),
    NO_ATTR("sent another type where ATTR is due", true),
    NEGATIVE_LENGTH("sent a frame with a negative length", true),
    LENGTH_BOUND("sent a frame with a length over the bound", true),
    /** Of PID or ATTR: there is no answer that would have the length that was asked. */
    WRONG_BODY_LENGTH("sent PID or ATTR with a body of a wrong length", true),
    ATTR_RATE("changed its attributes too often", true);

    private final String meaning;
    private final boolean defect;

    ClientEnd(String meaning, boolean defect) {
        this.meaning = meaning;
        this.defect = defect;
    }

    /** What happened, as the end of a sentence that begins with "the client". */
    public String meaning() {
        return meaning;
    }

    /** True when the client broke the protocol. */
    public boolean isDefect() {
        return defect;
    }

    static ClientEnd of(FrameDefect defect) {
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
