package org.openrtpd.app.ingest;

import java.net.InetSocketAddress;
import org.openrtpd.app.datagram.BatchSocket;
import org.openrtpd.app.datagram.SocketName;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.session.RecorderLink;
import org.openrtpd.protocol.session.Transport;

/** The way back to a UDP address. What is sent goes out with the socket's next flush. */
final class BatchLink implements RecorderLink {

    private final BatchSocket socket;
    private final RecorderUdpCodec codec;
    private final SocketName name;

    BatchLink(BatchSocket socket, RecorderUdpCodec codec, SocketName name) {
        this.socket = socket;
        this.codec = codec;
        this.name = name;
    }

    SocketName name() {
        return name;
    }

    @Override
    public InetSocketAddress peer() {
        return name.address();
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public void send(RecorderMessage message) {
        codec.encode(message, socket.next());
        socket.send(name);
    }

    @Override
    public void close() {
        // A UDP address is given up by forgetting it.
    }
}
