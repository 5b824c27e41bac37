package org.openrtpd.protocol.clientsession;

/** How far a client has come. */
public enum RtpClientState {
    /** No connection, and none is being opened until the pause is over. */
    DOWN,
    /** A connection is being opened. */
    CONNECTING,
    /** The server's version is due. */
    VERSION,
    /** The server's PID is due. */
    PID,
    /** The granted attributes are due. */
    ATTR,
    /** Packets flow. */
    GRANTED,
    /** The connection is being closed; what still comes is dropped. */
    LEAVING,
    /** The server said FAULT: no further connection. */
    FAULTED,
    /** The owner closed this client: no further connection. */
    CLOSED
}
