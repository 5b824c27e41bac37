package org.openrtpd.app.send;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderTcpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.protocol.session.ConnectionOutput;
import org.openrtpd.protocol.session.PacketSource;
import org.openrtpd.protocol.session.RecorderListener;
import org.openrtpd.protocol.session.RecorderState;
import org.openrtpd.protocol.session.TcpRecorder;

/** A recorder that pushes over TCP and connects again when the connection is lost. */
final class TcpEndpoint implements RecorderEndpoint {

    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress server;
    private final RecorderMessage message = new RecorderMessage();
    private final Bootstrap bootstrap;
    private final TcpRecorder recorder;
    private Channel channel;
    private boolean isCut;

    TcpEndpoint(Sockets sockets, EventLoop loop, InetSocketAddress server, int unit, int epoch,
            PacketSource source, RecorderListener listener, RandomGenerator random) {
        this.server = server;
        this.recorder = new TcpRecorder(
                unit, epoch, source, new Output(), listener, random, System.nanoTime());
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(sockets.clients())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        fresh.pipeline().addLast(new Inbound());
                    }
                });
    }

    @Override
    public void tick(long nowNanos) {
        recorder.tick(nowNanos);
    }

    @Override
    public void cut() {
        if (!isCut && channel != null) {
            channel.close();
        }
        isCut = true;
    }

    @Override
    public void mend() {
        isCut = false;
    }

    @Override
    public void close(long nowNanos) {
        recorder.close(nowNanos);
    }

    @Override
    public RecorderState state() {
        return recorder.state();
    }

    @Override
    public long retransmitted() {
        return recorder.retransmitted();
    }

    private final class Output implements ConnectionOutput {
        @Override
        public void connect() {
            if (isCut) {
                recorder.disconnected("the link is out", System.nanoTime());
                return;
            }
            ChannelFuture connecting = bootstrap.connect(server);
            channel = connecting.channel();
            connecting.addListener(done -> {
                if (done.isSuccess()) {
                    recorder.connected(System.nanoTime());
                } else {
                    recorder.disconnected("no connection: " + done.cause().getMessage(),
                            System.nanoTime());
                }
            });
        }

        @Override
        public void send(RecorderMessage outgoing) {
            ByteBuf frame = channel.alloc().ioBuffer(RecorderTcpCodec.MAX_FRAME);
            RecorderTcpCodec.encode(outgoing, frame);
            channel.writeAndFlush(frame, channel.voidPromise());
        }

        @Override
        public void disconnect() {
            channel.close();
        }
    }

    private final class Inbound extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            WireDefect defect = RecorderTcpCodec.decode(in, message);
            if (defect == WireDefect.NONE) {
                recorder.receive(message, System.nanoTime());
            } else if (defect != WireDefect.INCOMPLETE) {
                in.skipBytes(in.readableBytes());
                context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            super.channelInactive(context);
            recorder.disconnected("the connection ended", System.nanoTime());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
