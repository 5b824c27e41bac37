package org.openrtpd.protocol.clientsession;

import org.openrtpd.protocol.client.ClientMessage;

/** What a client does to the world. */
public interface RtpClientOutput {

    /** Connects; {@link RtpClient#connected} or {@link RtpClient#disconnected} follows. */
    void connect();

    /** Sends a message, whose content is read before this returns. */
    void send(ClientMessage message);

    /** Closes the connection after what was sent; {@link RtpClient#disconnected} follows. */
    void disconnect();
}
