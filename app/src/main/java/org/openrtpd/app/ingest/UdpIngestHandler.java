package org.openrtpd.app.ingest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.RateLimitedLog;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datagrams to sessions. One that is not of our layout is never answered: a false acknowledgement
 * would make a real recorder throw data away.
 */
final class UdpIngestHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(UdpIngestHandler.class);

    private final IngestCore core;
    private final RecorderUdpCodec codec;
    private final NetworkAllowList networks;
    private final ProbeSources probes;
    private final IngestMeters meters;
    private final ForeignCapture capture;
    private final RecorderMessage message = new RecorderMessage();
    private final RateLimitedLog limited = new RateLimitedLog(LOG, System::nanoTime);

    /**
     * @param capture where foreign datagrams are kept; {@code null} when they are not
     */
    UdpIngestHandler(IngestCore core, RecorderUdpCodec codec, NetworkAllowList networks,
            ProbeSources probes, IngestMeters meters, ForeignCapture capture) {
        this.core = core;
        this.codec = codec;
        this.networks = networks;
        this.probes = probes;
        this.meters = meters;
        this.capture = capture;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        DatagramPacket datagram = (DatagramPacket) read;
        try {
            InetSocketAddress from = datagram.sender();
            boolean heard = networks.allows(from.getAddress());
            if (!heard && !probes.allow(from.getAddress())) {
                meters.networkRefused.increment();
                return;
            }
            WireDefect defect = codec.decode(datagram.content(), message);
            if (defect == WireDefect.NONE && message.unit() == UnitId.PROBE) {
                probe(new UdpLink(context.channel(), codec, from, meters));
            } else if (!heard) {
                meters.networkRefused.increment();
            } else if (defect == WireDefect.NONE) {
                core.datagram(message, new UdpLink(context.channel(), codec, from, meters));
            } else {
                rejected(datagram, from, defect);
            }
        } finally {
            datagram.release();
        }
    }

    private void probe(UdpLink from) {
        // An offer is no promise: whoever takes it up is told that it may not.
        if (message.type() == MessageType.DISCOVER || probes.allow(from.peer().getAddress())) {
            core.datagram(message, from);
        } else {
            core.refuseProbe(message, from);
        }
    }

    private void rejected(DatagramPacket datagram, InetSocketAddress from, WireDefect defect) {
        meters.badDatagram(defect);
        if (defect.isForeign()) {
            boolean kept = capture != null && capture.keep(datagram.content(), from, datagram.recipient());
            limited.warn(from.getAddress(), "peer={} a datagram of {} bytes {}: not a recorder of this"
                            + " layout; it is not answered{}",
                    HostPort.format(from), datagram.content().readableBytes(), defect.meaning(),
                    kept ? ", and kept in the capture file"
                            : "; is it a real recorder, run with --capture FILE and tell the project");
        } else {
            limited.warn(defect + " " + from.getAddress(), "peer={} a datagram {}; dropped",
                    HostPort.format(from), defect.meaning());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        core.endOfBatch();
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
