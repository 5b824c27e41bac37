package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.openrtpd.app.ops.LingeringClose;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderTcpCodec;
import org.openrtpd.protocol.session.RecorderLink;
import org.openrtpd.protocol.session.Transport;

/** The way back over a connection. */
final class TcpLink implements RecorderLink {

    private final Channel channel;
    private final InetSocketAddress peer;

    TcpLink(Channel channel, InetSocketAddress peer) {
        this.channel = channel;
        this.peer = peer;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public void send(RecorderMessage message) {
        if (!channel.isWritable()) {
            // A peer that does not read what it is told is not fed without end.
            close();
            return;
        }
        ByteBuf frame = channel.alloc().ioBuffer(64 + message.payloadLength());
        RecorderTcpCodec.encode(message, frame);
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void close() {
        LingeringClose.close(channel);
    }
}
