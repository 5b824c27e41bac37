package org.openrtpd.app.ingest;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.Sockets;

/**
 * The two sockets of RTPD, UDP and TCP on one address and, where the system chooses it, one port.
 *
 * @param udp bound and reading
 * @param tcp bound and accepting
 */
record Listeners(Channel udp, Channel tcp) {

    /** Longer than any datagram of the layout, so that a longer one is seen to be longer. */
    private static final int DATAGRAM_BUFFER = 2048;

    /** Datagrams that one system call reads. */
    private static final int DATAGRAMS_PER_READ = 32;

    private static final int BACKLOG = 1024;
    private static final int PORT_TRIES = 20;

    /**
     * Binds both: datagrams are read by the ingest loop, connections accepted by that of the clients.
     *
     * @throws BindException with address and reason
     */
    static Listeners bind(Sockets sockets, EventLoopGroup ingest, EventLoopGroup clients,
            HostPort address, int receiveBuffer,
            ChannelHandler udpHandler, ChannelHandler tcpInitializer) {
        InetSocketAddress wanted;
        try {
            wanted = address.resolve();
        } catch (UnknownHostException e) {
            throw new BindException("cannot listen on " + address + ": the host name is not known");
        }
        for (int tries = 1; ; tries++) {
            Channel tcp = bound("tcp", wanted, tcp(sockets, clients, tcpInitializer).bind(wanted));
            int port = ((InetSocketAddress) tcp.localAddress()).getPort();
            InetSocketAddress same = new InetSocketAddress(wanted.getAddress(), port);
            try {
                Bootstrap udp = udp(sockets, ingest, receiveBuffer, udpHandler);
                return new Listeners(bound("udp", same, udp.bind(same)), tcp);
            } catch (BindException e) {
                tcp.close().syncUninterruptibly();
                // A port that the system chose for TCP may be taken for UDP: let it choose again.
                if (wanted.getPort() != 0 || tries == PORT_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static ServerBootstrap tcp(
            Sockets sockets, EventLoopGroup loop, ChannelHandler initializer) {
        return new ServerBootstrap()
                .group(loop)
                .channelFactory(sockets.servers())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(initializer);
    }

    private static Bootstrap udp(
            Sockets sockets, EventLoopGroup loop, int receiveBuffer, ChannelHandler handler) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(sockets.datagrams())
                .option(ChannelOption.SO_RCVBUF, receiveBuffer)
                // Read from when everything stands that an answer needs.
                .option(ChannelOption.AUTO_READ, false)
                .handler(handler);
        if (sockets.isEpoll()) {
            return bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BUFFER)
                    .option(ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAM_BUFFER * DATAGRAMS_PER_READ));
        }
        return bootstrap.option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BUFFER));
    }

    private static Channel bound(String transport, InetSocketAddress address, ChannelFuture bind) {
        bind.awaitUninterruptibly();
        if (bind.isSuccess()) {
            return bind.channel();
        }
        throw new BindException("cannot listen on " + HostPort.format(address) + " (" + transport
                + "): " + bind.cause().getMessage()
                + "; is another RTPD running there? Stop it, or use another --listen");
    }
}
