package org.openrtpd.app.send;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.protocol.session.PacketSource;
import org.openrtpd.protocol.session.RecorderListener;
import org.openrtpd.protocol.session.RecorderState;
import org.openrtpd.protocol.session.UdpRecorder;

/** A recorder that pushes over UDP, from a port of its own, over a link that may be bad on purpose. */
final class UdpEndpoint implements RecorderEndpoint {

    private static final int DATAGRAM_BUFFER = 2048;

    private final InetSocketAddress server;
    private final LossyLink link;
    private final RecorderUdpCodec codec = new RecorderUdpCodec();
    private final RecorderMessage message = new RecorderMessage();
    private final UdpRecorder recorder;
    private final Channel channel;
    private boolean isCut;

    UdpEndpoint(Sockets sockets, EventLoop loop, InetSocketAddress server, int unit, int epoch,
            PacketSource source, RecorderListener listener, LossyLink link, RandomGenerator random) {
        this.server = server;
        this.link = link;
        this.recorder = new UdpRecorder(
                unit, epoch, source, this::send, listener, random, System.nanoTime());
        this.channel = new Bootstrap()
                .group(loop)
                .channelFactory(sockets.datagrams())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BUFFER))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        fresh.pipeline().addLast(new Inbound());
                    }
                })
                .bind(0).syncUninterruptibly().channel();
    }

    private void send(RecorderMessage outgoing) {
        if (isCut) {
            return;
        }
        ByteBuf datagram = channel.alloc().ioBuffer(RecorderUdpCodec.MAX_DATAGRAM);
        codec.encode(outgoing, datagram);
        if (link.isPerfect()) {
            channel.writeAndFlush(new DatagramPacket(datagram, server), channel.voidPromise());
            return;
        }
        link.pass(delayMillis -> {
            DatagramPacket copy = new DatagramPacket(datagram.copy(), server);
            later(delayMillis, () -> channel.writeAndFlush(copy, channel.voidPromise()));
        });
        datagram.release();
    }

    private void later(long delayMillis, Runnable arrival) {
        if (delayMillis == 0) {
            arrival.run();
        } else {
            channel.eventLoop().schedule(arrival, delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void arrived(ByteBuf datagram) {
        if (!isCut && codec.decode(datagram, message) == WireDefect.NONE) {
            recorder.receive(message, System.nanoTime());
        }
    }

    @Override
    public void tick(long nowNanos) {
        recorder.tick(nowNanos);
    }

    @Override
    public void cut() {
        isCut = true;
    }

    @Override
    public void mend() {
        isCut = false;
    }

    @Override
    public void close(long nowNanos) {
        recorder.close(nowNanos);
        channel.close();
    }

    @Override
    public RecorderState state() {
        return recorder.state();
    }

    @Override
    public long retransmitted() {
        return recorder.retransmitted();
    }

    private final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
            if (link.isPerfect()) {
                arrived(datagram.content());
                return;
            }
            link.pass(delayMillis -> {
                ByteBuf copy = datagram.content().copy();
                later(delayMillis, () -> {
                    arrived(copy);
                    copy.release();
                });
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A closed port at the other end is reported here; silence says the same.
        }
    }
}
