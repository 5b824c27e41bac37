package org.openrtpd.app.ingest;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.openrtpd.app.datagram.BatchSocket;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the UDP socket of recorders: the fast kind where this machine has it, a channel of Netty
 * elsewhere.
 *
 * @param loop that is to read
 * @param receiveBuffer bytes
 */
record DatagramPorts(Sockets sockets, IoEventLoop loop, int receiveBuffer, RecorderUdpCodec codec,
        IngestMeters meters) {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramPorts.class);

    /** Longer than any datagram of the layout, so that a longer one is seen to be longer. */
    private static final int DATAGRAM_BUFFER = 2048;

    /** Datagrams that one system call reads for a channel. */
    private static final int DATAGRAMS_PER_READ = 32;

    /** Binds a socket that is not read from yet. */
    DatagramPort bind(InetSocketAddress address) throws IOException {
        Optional<String> unavailable = BatchSocket.unavailable();
        if (unavailable.isEmpty()) {
            return new BatchPort(
                    BatchSocket.bind(address, receiveBuffer, DATAGRAM_BUFFER), loop, codec, meters);
        }
        LOG.warn("datagrams take the slower way through this machine: {}", unavailable.get());
        ChannelFuture bound = channel().bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return new ChannelPort(bound.channel(), sockets.name(), codec, meters);
    }

    private Bootstrap channel() {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(sockets.datagrams())
                .option(ChannelOption.SO_RCVBUF, receiveBuffer)
                // Read from when everything stands that an answer needs.
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter());
        if (sockets.isEpoll()) {
            return bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BUFFER)
                    .option(ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAM_BUFFER * DATAGRAMS_PER_READ));
        }
        return bootstrap.option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BUFFER));
    }
}
