package org.openrtpd.app.ingest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes datagrams from a channel of Netty. */
final class UdpIngestHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(UdpIngestHandler.class);

    private final DatagramIntake intake;
    private final RecorderUdpCodec codec;
    private final IngestMeters meters;

    UdpIngestHandler(DatagramIntake intake, RecorderUdpCodec codec, IngestMeters meters) {
        this.intake = intake;
        this.codec = codec;
        this.meters = meters;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        DatagramPacket datagram = (DatagramPacket) read;
        try {
            intake.datagram(datagram.content(),
                    new UdpLink(context.channel(), codec, datagram.sender(), meters));
        } finally {
            datagram.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        intake.endOfBatch();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            // The kernel passes on that some recorder's port is closed; that is no fault of ours.
            LOG.debug("udp socket", cause);
        } else {
            LOG.error("a datagram could not be handled; it was not acknowledged", cause);
        }
    }
}
