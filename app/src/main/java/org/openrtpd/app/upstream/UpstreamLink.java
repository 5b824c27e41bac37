package org.openrtpd.app.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.openrtpd.app.ops.PacketTraffic;
import org.openrtpd.app.ops.Sockets;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.SohAnswer;
import org.openrtpd.protocol.clientsession.ReconnectPause;
import org.openrtpd.protocol.clientsession.RtpClient;
import org.openrtpd.protocol.clientsession.RtpClientEnd;
import org.openrtpd.protocol.clientsession.RtpClientListener;
import org.openrtpd.protocol.clientsession.RtpClientSettings;
import org.openrtpd.protocol.clientsession.RtpClientState;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.JournalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upstream RTPD: attaches to it, journals what it sends, and comes back when the connection ends.
 * While the journal takes no writes it stops reading, so that the upstream waits. Event loop of the
 * journal's writer.
 */
final class UpstreamLink implements RtpClientListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamLink.class);
    private static final String PROGRAM = "openrtpd";
    private static final long RETRY_MILLIS = 500;

    private final UpstreamConfig config;
    private final UpstreamPackets packets;
    private final PacketTraffic traffic;
    private final EventLoop loop;
    private final RtpClientChannel channel;
    private final Runnable endOfBatch;
    private final Consumer<JournalException> failed;
    /** What had arrived when the journal refused; bounded by what one read brings. */
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private InetSocketAddress from = new InetSocketAddress(0);
    private boolean toldLost;
    private boolean broken;

    /**
     * @param endOfBatch told when packets were appended
     * @param failed told when the journal cannot be written; nothing is taken in any more then
     */
    public UpstreamLink(Sockets sockets, EventLoop loop, UpstreamConfig config,
            UpstreamPackets packets, PacketTraffic traffic, Runnable endOfBatch, Consumer<JournalException> failed,
            ReconnectPause pause, RandomGenerator random) {
        this.config = config;
        this.packets = packets;
        this.traffic = traffic;
        this.loop = loop;
        this.endOfBatch = endOfBatch;
        this.failed = failed;
        RtpClientSettings settings = RtpClientSettings.of(
                (int) ProcessHandle.current().pid(), PROGRAM, config.attributes()).withPause(pause);
        this.channel = new RtpClientChannel(
                sockets, loop, config.server(), settings, this, endOfBatch, random);
    }

    /** Begins to connect. */
    public void start() {
        channel.start();
        loop.scheduleWithFixedDelay(this::retry, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** True while packets flow from there. */
    public boolean isAttached() {
        return channel.client().state() == RtpClientState.GRANTED;
    }

    /** Hands a command on; false when it cannot go this way now. */
    public boolean command(int unit, byte[] command) {
        boolean ours = unit == UnitId.ALL || config.wants(unit);
        return ours && isAttached() && command.length <= RtpClient.MAX_COMMAND
                && channel.client().command(unit, command);
    }

    @Override
    public void granted(LegVersion version, ClientAttributes attributes) {
        toldLost = false;
        from = channel.peer();
        LOG.info("upstream={} attached: version {}, unit {}, pmask {}", config.server(),
                version.number(), Integer.toHexString(attributes.dasid()),
                Integer.toHexString(attributes.pmask()));
    }

    @Override
    public void packet(ClientMessage message) {
        ByteBuf bytes = message.payload();
        if (!waiting.isEmpty() || !take(bytes, message.payloadStart(), message.payloadLength())) {
            waiting.add(Unpooled.copiedBuffer(
                    bytes.slice(message.payloadStart(), message.payloadLength())));
            channel.pause();
        }
    }

    private boolean take(ByteBuf bytes, int start, int length) {
        int unit = packets.unitOf(bytes, start, length);
        if (!config.wants(unit)) {
            return true;
        }
        if (broken) {
            return false;
        }
        try {
            UpstreamPackets.Outcome outcome = packets.take(unit, bytes, start, length, from);
            if (outcome == UpstreamPackets.Outcome.APPENDED) {
                traffic.appended(Transport.UPSTREAM, bytes, start, length);
            }
            return outcome != UpstreamPackets.Outcome.REFUSED;
        } catch (JournalException e) {
            broken = true;
            failed.accept(e);
            return false;
        }
    }

    private void retry() {
        if (waiting.isEmpty()) {
            return;
        }
        while (!waiting.isEmpty()) {
            ByteBuf first = waiting.peek();
            if (!take(first, first.readerIndex(), first.readableBytes())) {
                return;
            }
            waiting.remove();
        }
        endOfBatch.run();
        channel.resume();
    }

    @Override
    public void soh(SohAnswer answer) {
        // Not asked for.
    }

    @Override
    public void lost(RtpClientEnd why, String detail) {
        if (!toldLost || why == RtpClientEnd.FAULT) {
            toldLost = true;
            LOG.warn("upstream={} lost: it {} {}; {} packets journaled, {} came twice; {}",
                    config.server(), why.meaning(), detail, packets.packets(), packets.duplicates(),
                    why == RtpClientEnd.FAULT
                            ? "FAULT forbids to come back: look at that server, then restart RTPD"
                            : "trying again until it is back");
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
