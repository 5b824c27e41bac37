package org.openrtpd.app.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.LingeringClose;
import org.openrtpd.app.ops.RateLimitedLog;
import org.openrtpd.protocol.recorder.RecorderTcpCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the two bytes that tell recorders from client programs (recorder leg, section 5), and hands
 * the connection over with all that has arrived.
 */
final class FirstFrameHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(FirstFrameHandler.class);

    /** Fired through a connection when its next handler is in place. */
    static final Object READY = new Object();

    private static final int TYPE_LENGTH = 2;

    private final IngestMeters meters;
    private final RateLimitedLog limited;
    private final Duration handshakeTimeout;
    private final Consumer<Channel> recorders;
    private final Consumer<Channel> clients;
    private ByteBuf arrived;
    private ScheduledFuture<?> timeout;

    FirstFrameHandler(IngestMeters meters, RateLimitedLog limited, Duration handshakeTimeout,
            Consumer<Channel> recorders, Consumer<Channel> clients) {
        this.meters = meters;
        this.limited = limited;
        this.handshakeTimeout = handshakeTimeout;
        this.recorders = recorders;
        this.clients = clients;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        timeout = context.executor().schedule(() -> timedOut(context),
                handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void timedOut(ChannelHandlerContext context) {
        meters.handshakeTimeouts.increment();
        InetSocketAddress peer = (InetSocketAddress) context.channel().remoteAddress();
        limited.warn("handshake " + peer.getAddress(),
                "peer=tcp:{} did not say who it is within {} s; closed", HostPort.format(peer),
                handshakeTimeout.toSeconds());
        LingeringClose.close(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        if (arrived == null) {
            arrived = context.alloc().buffer();
        }
        arrived.writeBytes(bytes);
        bytes.release();
        if (arrived.readableBytes() >= TYPE_LENGTH) {
            handOver(context);
        }
    }

    private void handOver(ChannelHandlerContext context) {
        Channel channel = context.channel();
        timeout.cancel(false);
        boolean recorder = RecorderTcpCodec.opensRecorder(arrived.getUnsignedShort(arrived.readerIndex()));
        // Nothing is read until the next handler is there; it then gets what has arrived so far.
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(new Replay(arrived));
        arrived = null;
        channel.pipeline().remove(this);
        (recorder ? recorders : clients).accept(channel);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (arrived != null) {
            arrived.release();
            arrived = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost(context, cause);
    }

    /** A scanner resets what it opened; whoever does is gone, and that is no news. */
    private static void lost(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("peer=tcp:{} connection lost", context.channel().remoteAddress(), cause);
        context.close();
    }

    /** Gives the first bytes to the handler behind it as soon as that one is there. */
    private static final class Replay extends ChannelInboundHandlerAdapter {
        private ByteBuf bytes;

        Replay(ByteBuf bytes) {
            this.bytes = bytes;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == READY) {
                ByteBuf first = bytes;
                bytes = null;
                context.fireChannelRead(first);
                context.fireChannelReadComplete();
                context.pipeline().remove(this);
                context.channel().config().setAutoRead(true);
            } else {
                context.fireUserEventTriggered(event);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            lost(context, cause);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            if (bytes != null) {
                bytes.release();
            }
        }
    }
}
