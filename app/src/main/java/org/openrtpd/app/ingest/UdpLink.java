package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.session.DatagramSource;
import org.openrtpd.protocol.session.RecorderLink;
import org.openrtpd.protocol.session.Transport;

/**
 * The way back to a UDP address, made for every datagram that came from it. What is sent goes out
 * with the channel's next flush.
 */
final class UdpLink implements RecorderLink, DatagramSource {

    private final Channel channel;
    private final RecorderUdpCodec codec;
    private final InetSocketAddress peer;
    private final IngestMeters meters;

    UdpLink(Channel channel, RecorderUdpCodec codec, InetSocketAddress peer, IngestMeters meters) {
        this.channel = channel;
        this.codec = codec;
        this.peer = peer;
        this.meters = meters;
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public void send(RecorderMessage message) {
        if (!channel.isWritable()) {
            // Better lost than queued without end: the recorder asks again.
            meters.acksDropped.increment();
            return;
        }
        ByteBuf datagram = channel.alloc()
                .ioBuffer(RecorderUdpCodec.HEADER_LENGTH + Math.max(16, message.payloadLength()));
        codec.encode(message, datagram);
        channel.write(new DatagramPacket(datagram, peer), channel.voidPromise());
    }

    @Override
    public void close() {
        // A UDP address is given up by forgetting it.
    }

    @Override
    public boolean isPeerOf(RecorderLink link) {
        return peer.equals(link.peer());
    }

    @Override
    public RecorderLink link() {
        return this;
    }
}
