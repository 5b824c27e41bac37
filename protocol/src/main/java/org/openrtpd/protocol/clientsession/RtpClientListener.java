package org.openrtpd.protocol.clientsession;

import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.SohAnswer;

/** Told of what the owner of a client wants to see. */
public interface RtpClientListener {

    /** The server granted attributes: after the handshake, and after each change. */
    void granted(LegVersion version, ClientAttributes attributes);

    /**
     * A packet came, 1 to 1024 bytes: the payload, which points into the receive buffer and is to
     * be copied by who keeps it. Its pmask bit is there in version 2 only.
     */
    void packet(ClientMessage message);

    /** The server answered SOH, in a layout that is ours; any other is ignored. */
    void soh(SohAnswer answer);

    /**
     * A connection ended, or could not be opened.
     *
     * @param detail what the socket said, for the log; may be empty
     */
    void lost(RtpClientEnd why, String detail);
}
