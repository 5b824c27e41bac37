package org.openrtpd.protocol.session;

/** What a recorder's display says of its link. */
public enum RecorderState {
    /** No server answers. */
    DOWN("Down"),
    /** A server answers; a session is being begun. */
    SYNC("Sync"),
    /** Packets flow. */
    CONNECTED("Connected");

    private final String label;

    RecorderState(String label) {
        this.label = label;
    }

    /** The word on the display. */
    public String label() {
        return label;
    }
}
