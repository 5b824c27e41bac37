package org.openrtpd.app.ingest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.openrtpd.app.config.HostPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections in, within their number and from the networks that are allowed. */
final class TcpAcceptor extends ChannelInitializer<Channel> {

    private static final Logger LOG = LoggerFactory.getLogger(TcpAcceptor.class);
    private static final int WRITE_LIMIT = 64 << 10;

    private final IngestCore core;
    private final NetworkAllowList networks;
    private final IngestMeters meters;
    private final ChannelGroup connections;
    private final int maxConnections;
    private final Duration handshakeTimeout;
    private final RateLimitedLog limited = new RateLimitedLog(LOG, System::nanoTime);

    TcpAcceptor(IngestCore core, NetworkAllowList networks, IngestMeters meters,
            ChannelGroup connections, int maxConnections, Duration handshakeTimeout) {
        this.core = core;
        this.networks = networks;
        this.meters = meters;
        this.connections = connections;
        this.maxConnections = maxConnections;
        this.handshakeTimeout = handshakeTimeout;
    }

    @Override
    protected void initChannel(Channel channel) {
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (peer == null || !networks.allows(peer.getAddress())) {
            meters.networkRefused.increment();
            channel.close();
            return;
        }
        if (connections.size() >= maxConnections) {
            meters.connectionsRefused.increment();
            limited.warn("connections", "peer=tcp:{} refused: {} connections are open, the limit of"
                    + " --max-connections", HostPort.format(peer), maxConnections);
            channel.close();
            return;
        }
        connections.add(channel);
        channel.config().setWriteBufferWaterMark(
                new WriteBufferWaterMark(WRITE_LIMIT / 2, WRITE_LIMIT));
        channel.pipeline().addLast(new TcpIngestHandler(core, meters, limited, handshakeTimeout));
    }
}
