package org.openrtpd.watchdog.probe;

/** How far RTPID comes as a client program of RTPD. */
public enum FlowState {
    /** The connection is being made, or its handshake has not ended. */
    CONNECTING,
    /** The port does not accept. */
    REFUSED,
    /** The port accepts, and the handshake does not come to its end. */
    NO_HANDSHAKE,
    /** The handshake is through, and RTPD is heard. */
    ATTACHED,
    /** The handshake was through, and then nothing was heard for too long. */
    SILENT,
    /** RTPD answered the handshake, and then BUSY or FAULT: it works, and does not want this client. */
    TURNED_AWAY
}
