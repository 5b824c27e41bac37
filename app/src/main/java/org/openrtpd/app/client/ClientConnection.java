package org.openrtpd.app.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.LingeringClose;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.FrameType;
import org.openrtpd.protocol.clientsession.ClientEnd;
import org.openrtpd.protocol.clientsession.ClientHandshake;
import org.openrtpd.protocol.clientsession.ClientOutput;
import org.openrtpd.protocol.clientsession.ClientSession;
import org.openrtpd.protocol.clientsession.ClientSessionListener;
import org.openrtpd.protocol.clientsession.Dismissal;
import org.openrtpd.protocol.clientsession.HandshakeState;
import org.openrtpd.storage.journal.JournalTailer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client program: its handshake, then its session and its feed. */
final class ClientConnection extends ByteToMessageDecoder implements ClientOutput, ClientSessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final ClientServer server;
    private final Channel channel;
    private final InetSocketAddress peer;
    private final ClientHandshake handshake;
    private ClientSession session;
    private JournalTailer tailer;
    private ClientFeed feed;
    private boolean dismissed;
    private boolean ended;
    private boolean pumping;
    private long attachedNanos;
    private boolean hasEverything = true;
    private long hadEverythingNanos;

    ClientConnection(ClientServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
        this.peer = (InetSocketAddress) channel.remoteAddress();
        this.handshake = new ClientHandshake((int) ProcessHandle.current().pid(),
                server.config().limits(), this, System.nanoTime());
    }

    void dismiss(Dismissal how) {
        dismissed = true;
        handshake.dismiss(how, System.nanoTime());
    }

    InetSocketAddress peer() {
        return peer;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (ended) {
            in.skipBytes(in.readableBytes());
            return;
        }
        long now = System.nanoTime();
        if (session == null) {
            handshake.receive(in, now);
            if (handshake.state() == HandshakeState.GRANTED) {
                beginIfThereIsRoom(now);
            }
        }
        if (session != null) {
            session.receive(in, now);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // Not as the decoder does it: that reads on by itself while reading is switched off.
        discardSomeReadBytes();
        context.fireChannelReadComplete();
    }

    private void beginIfThereIsRoom(long now) {
        if (tailer == null) {
            handshake.dismiss(Dismissal.BUSY, now);
        } else {
            begin(now);
            server.attached(this);
        }
    }

    private void begin(long now) {
        session = new ClientSession(
                handshake, server.config().limits(), this, this, server.meters().counts, now);
        attachedNanos = now;
        hadEverythingNanos = now;
        feed = new ClientFeed(channel, session, server.readers(), tailer, server.delivered());
        tailer = null;
        server.info(peer, "{} attached: version {}, unit {}, pmask {}, smask {}, program '{}' pid {}",
                name(), session.version().number(), Integer.toHexString(session.granted().dasid()),
                Integer.toHexString(session.granted().pmask()),
                Integer.toHexString(session.granted().smask()), printable(handshake.program()),
                Integer.toUnsignedLong(handshake.clientProcessId()));
    }

    /** What is known of this program, once it is attached. */
    Optional<ClientFacts> facts(long now) {
        if (feed == null) {
            return Optional.empty();
        }
        return Optional.of(new ClientFacts(peer, printable(handshake.program()),
                Integer.toUnsignedLong(handshake.clientProcessId()), session.version().number(),
                session.granted().dasid(), session.granted().pmask(), now - attachedNanos,
                hasEverything ? 0 : now - hadEverythingNanos, feed.packets()));
    }

    private ClientPlaces.Program program() {
        return new ClientPlaces.Program(peer.getAddress(), handshake.program(), handshake.asked());
    }

    /** A name comes from the network and must not put lines of its own into the log. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private String name() {
        return "client=" + HostPort.format(peer);
    }

    /**
     * Writes packets, as many as there are, as the connection takes, and as are one turn.
     *
     * @return true when there may be more at once
     */
    boolean pump() {
        if (feed == null || pumping || ended) {
            return false;
        }
        // Writing makes a connection writable again, and that asks for more.
        pumping = true;
        boolean more;
        try {
            more = feed.pump(System.nanoTime());
        } finally {
            pumping = false;
        }
        hasEverything = !more && channel.isWritable();
        if (hasEverything) {
            hadEverythingNanos = System.nanoTime();
        }
        if (feed.fellBehind()) {
            server.meters().behindRetention.increment();
            LOG.warn("{} reads too slowly: retention took packets that it had not read; it goes on with"
                    + " the oldest there are", name());
        }
        return more;
    }

    void tick(long now) {
        if (session == null) {
            handshake.tick(now);
        } else {
            session.tick(now);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!ended) {
            // Who does not read is not listened to either: answers would only grow memory.
            channel.config().setAutoRead(channel.isWritable());
        }
        if (channel.isWritable()) {
            server.pumpSoon();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void send(ClientMessage message) {
        if (ended) {
            // An SOH answer may come from the other loop behind the end.
            return;
        }
        if (message.type() == FrameType.NOP && !channel.isWritable()) {
            // What waits to be sent says as well that the server is alive.
            return;
        }
        if (message.type() == FrameType.ATTR && session == null && !dismissed && !server.isFull(peer)) {
            // Before the answer goes out: from then on the client counts on every packet.
            tailer = server.tailerFor(program(), System.nanoTime());
        }
        ByteBuf frame = channel.alloc().ioBuffer(64 + message.payloadLength());
        ClientCodec.encode(message, frame);
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    @Override
    public void close(ClientEnd why) {
        server.meters().ended(why);
        if (why.isDefect()) {
            server.warn(peer, "{} closed: it {}", name(), why.meaning());
        } else {
            server.info(peer, "{} closed: it {}", name(), why.meaning());
        }
        end();
    }

    /** RTPD stops: the client sees the end behind a whole message, and comes back. */
    void stop() {
        end();
    }

    private void end() {
        if (!ended) {
            ended = true;
            release();
            LingeringClose.close(channel);
        }
    }

    private void release() {
        if (feed != null) {
            server.detached(this);
            server.remember(program(), feed.safeIndex());
            feed.close();
            feed = null;
        }
        if (tailer != null) {
            tailer.close();
            tailer = null;
        }
    }

    /** Something about this client went wrong; the others go on. */
    void fail(Throwable cause) {
        LOG.error("{} could not be served; its connection is closed", name(), cause);
        end();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        if (!ended) {
            ended = true;
            server.info(peer, "{} left", name());
            release();
        }
        server.left(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("{} connection lost", name(), cause);
            context.close();
        } else {
            fail(cause);
        }
    }

    @Override
    public void attributesChanged(ClientSession changed) {
        server.pumpSoon();
    }

    @Override
    public void forwardingChanged(ClientSession changed) {
        server.pumpSoon();
    }

    @Override
    public void flush(ClientSession wanted) {
        feed.skipToEnd();
    }

    @Override
    public void sohRequested(ClientSession asking) {
        server.soh((time, units) -> asking.answerSoh(time, units, System.nanoTime()));
    }

    @Override
    public void command(ClientSession from, int unit, byte[] command) {
        server.command(peer, unit, command);
    }
}
