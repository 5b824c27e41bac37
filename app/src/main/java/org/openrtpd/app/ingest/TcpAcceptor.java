package org.openrtpd.app.ingest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.LingeringClose;
import org.openrtpd.app.ops.RateLimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections in, within their number and from the networks that are allowed. */
final class TcpAcceptor extends ChannelInitializer<Channel> {

    private static final Logger LOG = LoggerFactory.getLogger(TcpAcceptor.class);
    private static final int WRITE_LIMIT = 64 << 10;
    private static final int MAX_LINGERING = 256;

    private final IngestCore core;
    private final EventLoop ingest;
    private final Consumer<Channel> clients;
    private final NetworkAllowList networks;
    private final IngestMeters meters;
    private final ChannelGroup connections;
    private final int maxConnections;
    private final Duration handshakeTimeout;
    private final ChannelGroup refused = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final RateLimitedLog limited = new RateLimitedLog(LOG, System::nanoTime);

    /**
     * @param ingest owns recorders
     * @param clients takes connections of client programs; called by the loop that accepted them
     */
    TcpAcceptor(IngestCore core, EventLoop ingest, Consumer<Channel> clients, NetworkAllowList networks, IngestMeters meters,
            ChannelGroup connections, int maxConnections, Duration handshakeTimeout) {
        this.core = core;
        this.ingest = ingest;
        this.clients = clients;
        this.networks = networks;
        this.meters = meters;
        this.connections = connections;
        this.maxConnections = maxConnections;
        this.handshakeTimeout = handshakeTimeout;
    }

    @Override
    protected void initChannel(Channel channel) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (peer == null) {
            channel.close();
            return;
        }
        if (connections.size() >= maxConnections) {
            meters.connectionsRefused.increment();
            limited.warn("connections", "peer=tcp:{} refused: {} connections are open, the limit of"
                    + " --max-connections", HostPort.format(peer), maxConnections);
            refuse(channel);
            return;
        }
        connections.add(channel);
        channel.config().setWriteBufferWaterMark(
                new WriteBufferWaterMark(WRITE_LIMIT / 2, WRITE_LIMIT));
        channel.pipeline().addLast(new FirstFrameHandler(
                meters, limited, handshakeTimeout, this::recorder, this::client));
    }

    /** With FIN as long as that costs little: client programs end for good on RST. */
    private void refuse(Channel channel) {
        if (refused.size() >= MAX_LINGERING) {
            channel.close();
        } else {
            refused.add(channel);
            LingeringClose.close(channel);
        }
    }

    /** Hands a recorder's connection over to the loop that owns recorders. */
    private void recorder(Channel channel) {
        // Clients have networks of their own, and are to be refused behind their handshake only.
        if (!networks.allows(((InetSocketAddress) channel.remoteAddress()).getAddress())) {
            meters.networkRefused.increment();
            LingeringClose.close(channel);
            return;
        }
        channel.deregister().addListener(left -> ingest.register(channel).addListener(arrived -> {
            // Whoever left meanwhile would be waited for until the time of the handshake is over.
            if (channel.isActive()) {
                channel.pipeline().addLast(
                        new TcpIngestHandler(core, meters, limited, handshakeTimeout));
                channel.pipeline().fireUserEventTriggered(FirstFrameHandler.READY);
            }
        }));
    }

    /** Hands a client program's connection over; it stays on the loop that accepted it. */
    private void client(Channel channel) {
        clients.accept(channel);
        channel.pipeline().fireUserEventTriggered(FirstFrameHandler.READY);
    }
}
