package org.openrtpd.protocol.clientsession;

import org.openrtpd.protocol.client.ClientMessage;

/** What a server does to one client. */
public interface ClientOutput {

    /** Sends a message, whose content is read before this returns. */
    void send(ClientMessage message);

    /**
     * Closes the connection after what was sent: with FIN, never RST, which ends client programs
     * for good (client leg, section 5). Called once; nothing is sent after it.
     */
    void close(ClientEnd why);
}
