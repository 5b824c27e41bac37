package org.openrtpd.protocol.session;

/** Why a session ended. */
public enum DetachReason {
    /** The unit attached again; the newest session wins. */
    REPLACED("the unit attached anew"),
    /** The recorder said BREAK. */
    BREAK("the recorder ended it"),
    /** Nothing was heard for the session time-out. */
    SILENT("nothing was heard from the recorder"),
    /** The TCP connection ended. */
    DISCONNECTED("the connection ended"),
    /** A TCP recorder sent what its leg does not allow. */
    PROTOCOL_ERROR("the recorder broke the protocol"),
    /** The journal takes no writes; the recorder keeps the packet and comes back. */
    JOURNAL_FULL("the journal takes no writes now"),
    /** The server stops. */
    STOPPING("the server stops");

    private final String meaning;

    DetachReason(String meaning) {
        this.meaning = meaning;
    }

    /** The reason in words. */
    public String meaning() {
        return meaning;
    }
}
