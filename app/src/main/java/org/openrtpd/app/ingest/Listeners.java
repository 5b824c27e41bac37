package org.openrtpd.app.ingest;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.Sockets;

/**
 * The two sockets of RTPD, UDP and TCP on one address and, where the system chooses it, one port.
 *
 * @param udp bound and not read from yet
 * @param tcp bound and accepting
 */
record Listeners(DatagramPort udp, Channel tcp) {

    private static final int BACKLOG = 1024;
    private static final int PORT_TRIES = 20;

    /**
     * Binds both: datagrams are read by the ingest loop, connections accepted by that of the clients.
     *
     * @throws BindException with address and reason
     */
    static Listeners bind(Sockets sockets, DatagramPorts datagrams, EventLoopGroup clients,
            HostPort address, ChannelHandler tcpInitializer) {
        InetSocketAddress wanted;
        try {
            wanted = address.resolve();
        } catch (UnknownHostException e) {
            throw new BindException("cannot listen on " + address + ": the host name is not known");
        }
        for (int tries = 1; ; tries++) {
            Channel tcp = tcp(wanted, tcp(sockets, clients, tcpInitializer).bind(wanted));
            int port = ((InetSocketAddress) tcp.localAddress()).getPort();
            InetSocketAddress same = new InetSocketAddress(wanted.getAddress(), port);
            try {
                return new Listeners(datagrams.bind(same), tcp);
            } catch (IOException e) {
                tcp.close().syncUninterruptibly();
                // A port that the system chose for TCP may be taken for UDP: let it choose again.
                if (wanted.getPort() != 0 || tries == PORT_TRIES) {
                    throw refused("udp", same, e);
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

    private static Channel tcp(InetSocketAddress address, ChannelFuture bind) {
        bind.awaitUninterruptibly();
        if (bind.isSuccess()) {
            return bind.channel();
        }
        throw refused("tcp", address, bind.cause());
    }

    private static BindException refused(
            String transport, InetSocketAddress address, Throwable cause) {
        return new BindException("cannot listen on " + HostPort.format(address) + " (" + transport
                + "): " + cause.getMessage()
                + "; is another RTPD running there? Stop it, or use another --listen");
    }
}
