package org.openrtpd.app.ingest;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.openrtpd.app.ops.UdpDrops;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;

/** The same over a channel of Netty, for machines without the calls that {@link BatchPort} needs. */
final class ChannelPort implements DatagramPort {

    private static final long CLOSE_MILLIS = 1500;

    private final Channel channel;
    private final String name;
    private final RecorderUdpCodec codec;
    private final IngestMeters meters;

    /**
     * @param channel bound, and not reading by itself
     */
    ChannelPort(Channel channel, String name, RecorderUdpCodec codec, IngestMeters meters) {
        this.channel = channel;
        this.name = name;
        this.codec = codec;
        this.meters = meters;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void start(DatagramIntake intake) {
        channel.pipeline().addLast(new UdpIngestHandler(intake, codec, meters));
        channel.config().setAutoRead(true);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void stop() {
        channel.config().setAutoRead(false);
    }

    @Override
    public long dropped() {
        // Netty and the JDK have no word for it.
        return new UdpDrops(address().getPort()).count();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly(CLOSE_MILLIS);
    }
}
