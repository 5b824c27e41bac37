package org.openrtpd.protocol.session;

/** Told of what the owner of a recorder wants to see. */
public interface RecorderListener {

    /** The link changed its state. */
    void stateChanged(RecorderState state, String why);

    /** The server sent a command. */
    void command(byte[] command);

    /**
     * The server expects a number that this recorder never gave: its numbering is not the one the
     * server knows. Nothing is sent any more.
     */
    void numberingLost(int expectedByServer);
}
