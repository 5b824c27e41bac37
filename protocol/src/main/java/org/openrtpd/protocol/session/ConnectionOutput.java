package org.openrtpd.protocol.session;

import org.openrtpd.protocol.recorder.RecorderMessage;

/** What a TCP recorder does to the world. */
public interface ConnectionOutput {

    /** Opens a connection; {@link TcpRecorder#connected} or {@link TcpRecorder#disconnected} follows. */
    void connect();

    /** Sends a message, whose content is read before this returns. */
    void send(RecorderMessage message);

    /** Closes the connection; {@link TcpRecorder#disconnected} follows. */
    void disconnect();
}
