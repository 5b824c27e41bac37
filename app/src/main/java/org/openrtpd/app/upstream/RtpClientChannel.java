package org.openrtpd.app.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.clientsession.RtpClient;
import org.openrtpd.protocol.clientsession.RtpClientListener;
import org.openrtpd.protocol.clientsession.RtpClientOutput;
import org.openrtpd.protocol.clientsession.RtpClientSettings;
import org.openrtpd.protocol.clientsession.RtpClientState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket under a client of an RTPD: connects, and connects again when the protocol says so. */
public final class RtpClientChannel implements RtpClientOutput, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RtpClientChannel.class);
    private static final int CONNECT_MILLIS = 10_000;
    private static final long TICK_MILLIS = 100;

    private final HostPort server;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final Runnable endOfBatch;
    private final RtpClient client;
    private Channel channel;

    /**
     * @param endOfBatch called when all that had arrived has been handed out
     */
    public RtpClientChannel(Sockets sockets, EventLoop loop, HostPort server,
            RtpClientSettings settings, RtpClientListener listener, Runnable endOfBatch,
            RandomGenerator random) {
        this.server = server;
        this.loop = loop;
        this.endOfBatch = endOfBatch;
        this.client = new RtpClient(settings, this, listener, random, System.nanoTime());
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(sockets.clients())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        fresh.pipeline().addLast(new Inbound());
                    }
                });
    }

    /** Begins; everything happens on the event loop. */
    public void start() {
        loop.scheduleWithFixedDelay(
                () -> client.tick(System.nanoTime()), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The protocol's side of it. Event loop only. */
    public RtpClient client() {
        return client;
    }

    /** Where the server of the connection is. Event loop only, once connected. */
    InetSocketAddress peer() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    /** Stops taking in what the server sends: it waits. Event loop only. */
    public void pause() {
        client.pause();
        channel.config().setAutoRead(false);
    }

    /** Goes on after {@link #pause}. Event loop only. */
    public void resume() {
        client.resume(System.nanoTime());
        channel.config().setAutoRead(true);
    }

    @Override
    public void connect() {
        // A name server that does not answer must not stop the loop, which others share.
        Thread resolving = new Thread(this::resolve, "rtpd-resolve");
        resolving.setDaemon(true);
        resolving.start();
    }

    private void resolve() {
        try {
            InetSocketAddress address = server.resolve();
            loop.execute(() -> connectTo(address));
        } catch (UnknownHostException e) {
            loop.execute(() -> client.disconnected("the host name is not known", System.nanoTime()));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not needed any more", server, e);
        }
    }

    private void connectTo(InetSocketAddress address) {
        if (client.state() != RtpClientState.CONNECTING) {
            return;
        }
        ChannelFuture connecting = bootstrap.connect(address);
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                client.connected(System.nanoTime());
            } else {
                client.disconnected(String.valueOf(done.cause().getMessage()), System.nanoTime());
            }
        });
    }

    @Override
    public void send(ClientMessage message) {
        ByteBuf frame = channel.alloc().ioBuffer(64 + message.payloadLength());
        ClientCodec.encode(message, frame);
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void disconnect() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() {
        loop.submit(() -> {
            client.close();
            if (channel != null) {
                channel.close();
            }
        }).awaitUninterruptibly(CONNECT_MILLIS / 10);
    }

    private final class Inbound extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            client.receive(in, System.nanoTime());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            // Not as the decoder does it: that reads on by itself while reading is switched off.
            discardSomeReadBytes();
            endOfBatch.run();
            context.fireChannelReadComplete();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            super.channelInactive(context);
            client.disconnected("", System.nanoTime());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof IOException)) {
                LOG.error("what {} sent could not be handled; connecting again", server, cause);
            }
            context.close();
        }
    }
}
