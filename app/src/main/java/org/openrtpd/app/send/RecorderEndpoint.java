package org.openrtpd.app.send;

import org.openrtpd.protocol.session.RecorderState;

/** A recorder with a socket: over UDP or over TCP. Event loop only. */
interface RecorderEndpoint {

    /** Does what is due. */
    void tick(long nowNanos);

    /** Cuts the link on purpose: from now on nothing gets through, either way. */
    void cut();

    /** Mends the link again; without effect when it is not cut. */
    void mend();

    /** Says good-bye to the server and closes the socket. */
    void close(long nowNanos);

    RecorderState state();

    /** Packets sent more than once. */
    long retransmitted();
}
