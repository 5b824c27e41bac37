package org.openrtpd.protocol.session;

import java.net.InetSocketAddress;
import org.openrtpd.protocol.recorder.RecorderMessage;

/** The way back to a recorder: a UDP address or a TCP connection. */
public interface RecorderLink {

    /** Where the recorder is now, as the server sees it. */
    InetSocketAddress peer();

    /** UDP or TCP. */
    Transport transport();

    /** Sends a message, whose content is read before this returns. A lost one is not reported. */
    void send(RecorderMessage message);

    /** Gives the link up: closes a TCP connection, does nothing on UDP. */
    void close();
}
