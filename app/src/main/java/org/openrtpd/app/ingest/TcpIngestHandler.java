package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.LingeringClose;
import org.openrtpd.app.ops.RateLimitedLog;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderTcpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.protocol.session.DetachReason;
import org.openrtpd.protocol.session.RecorderSession;
import org.openrtpd.storage.journal.PeerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection of a recorder: frames to its session. */
final class TcpIngestHandler extends ByteToMessageDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(TcpIngestHandler.class);

    private final IngestCore core;
    private final IngestMeters meters;
    private final RateLimitedLog limited;
    private final Duration handshakeTimeout;
    private final RecorderMessage message = new RecorderMessage();
    private InetSocketAddress peer;
    private RecorderSession session;
    private ScheduledFuture<?> handshake;
    private boolean ended;

    TcpIngestHandler(IngestCore core, IngestMeters meters, RateLimitedLog limited,
            Duration handshakeTimeout) {
        this.core = core;
        this.meters = meters;
        this.limited = limited;
        this.handshakeTimeout = handshakeTimeout;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        peer = PeerAddress.of((InetSocketAddress) context.channel().remoteAddress());
        handshake = context.executor().schedule(() -> handshakeTimedOut(context),
                handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void handshakeTimedOut(ChannelHandlerContext context) {
        meters.handshakeTimeouts.increment();
        limited.warn("handshake " + peer.getAddress(),
                "peer=tcp:{} did not say who it is within {} s; closed",
                HostPort.format(peer), handshakeTimeout.toSeconds());
        end(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (ended) {
            in.skipBytes(in.readableBytes());
            return;
        }
        WireDefect defect = RecorderTcpCodec.decode(in, message);
        if (defect == WireDefect.NONE) {
            taken(context);
        } else if (defect != WireDefect.INCOMPLETE) {
            meters.badFrame(defect);
            limited.warn(defect + " " + peer.getAddress(), "peer=tcp:{} a frame {}; closed",
                    HostPort.format(peer), defect.meaning());
            end(context);
        }
    }

    private void taken(ChannelHandlerContext context) {
        if (session != null) {
            core.frame(session, message);
            return;
        }
        handshake.cancel(false);
        session = message.type() == MessageType.ATTACH
                ? core.attach(message, new TcpLink(context.channel(), peer))
                : null;
        if (session == null) {
            ended = true;
        }
    }

    /** Ends the session, if there is one, and the connection. */
    private void end(ChannelHandlerContext context) {
        ended = true;
        handshake.cancel(false);
        if (session != null) {
            core.disconnected(session, DetachReason.PROTOCOL_ERROR);
        }
        LingeringClose.close(context.channel());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        super.channelReadComplete(context);
        core.endOfBatch();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        ended = true;
        if (handshake != null) {
            handshake.cancel(false);
        }
        if (session != null) {
            core.disconnected(session, DetachReason.DISCONNECTED);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("peer=tcp:{} connection lost", peer, cause);
        } else {
            LOG.error("peer=tcp:{} a frame could not be handled; the connection is closed, the"
                    + " recorder comes back with what was not acknowledged", peer, cause);
        }
        context.close();
    }
}
