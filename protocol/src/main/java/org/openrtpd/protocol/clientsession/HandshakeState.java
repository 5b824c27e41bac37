package org.openrtpd.protocol.clientsession;

/** How far a client has come. */
public enum HandshakeState {
    /** The client's version is due. */
    VERSION,
    /** PID is due. */
    PID,
    /** ATTR is due. */
    ATTR,
    /** The ATTR answer has gone out: a {@link ClientSession} takes over. */
    GRANTED,
    /** The ATTR answer has gone out, and the client is to be sent away in some seconds. */
    HELD,
    /** The connection was closed. */
    CLOSED
}
