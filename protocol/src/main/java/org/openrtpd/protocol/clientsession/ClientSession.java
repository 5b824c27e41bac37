package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.FrameDefect;
import org.openrtpd.protocol.client.FrameType;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.PacketFilter;
import org.openrtpd.protocol.client.SohAnswer;
import org.openrtpd.protocol.client.SohUnit;

/**
 * The server's side of a conversation with a client after its handshake: what the client wants, and
 * when it needs a heartbeat (client leg, sections 1, 3 and 5). Driven by {@link #receive}, {@link
 * #sent} and {@link #tick}; one thread only.
 *
 * <p><i>Design note.</i> Packets do not pass through here. Whoever reads the journal asks {@link
 * #isForwarding} and {@link #filter}, writes frames with {@link
 * org.openrtpd.protocol.client.PacketFrame}, and says {@link #sent}. A client is never timed out
 * for silence: clients send no heartbeats.
 */
public final class ClientSession {

    private static final int HEARTBEATS_PER_TIMEO = 2;

    private final LegVersion version;
    private final ClientLimits limits;
    private final ClientOutput out;
    private final ClientSessionListener listener;
    private final ClientCounts counts;
    private final AnswerAllowance allowance;
    private final ClientMessage message = new ClientMessage();
    private final ClientMessage answer = new ClientMessage();

    private ClientAttributes granted;
    private PacketFilter filter;
    private boolean forwarding = true;
    private boolean closed;
    private long lastSentNanos;

    /** Follows a handshake that is in state {@link HandshakeState#GRANTED}. */
    public ClientSession(ClientHandshake handshake, ClientLimits limits, ClientOutput out,
            ClientSessionListener listener, ClientCounts counts, long nowNanos) {
        if (handshake.state() != HandshakeState.GRANTED) {
            throw new IllegalStateException("no session after " + handshake.state());
        }
        this.version = handshake.version();
        this.limits = limits;
        this.out = out;
        this.listener = listener;
        this.counts = counts;
        this.allowance = new AnswerAllowance(limits.answers(), limits.answerNanos(), nowNanos);
        this.lastSentNanos = nowNanos;
        grant(handshake.granted());
    }

    public LegVersion version() {
        return version;
    }

    /** What the client was granted last. */
    public ClientAttributes granted() {
        return granted;
    }

    /** Which packets the client gets now; another one after every ATTR. */
    public PacketFilter filter() {
        return filter;
    }

    /** False while the client wants no packets at all; true from the start, without a START. */
    public boolean isForwarding() {
        return forwarding && !closed;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Takes all whole frames off the stream; drops everything once the session is closed. */
    public void receive(ByteBuf stream, long nowNanos) {
        while (!closed) {
            FrameDefect defect = ClientCodec.decode(stream, message, limits.longestBody());
            if (defect == FrameDefect.INCOMPLETE) {
                return;
            }
            if (defect == FrameDefect.NONE) {
                take(nowNanos);
            } else if (defect.endsStream() || message.type() == FrameType.ATTR) {
                // A client waits for the answer to ATTR; there is none to a malformed one.
                close(ClientEnd.of(defect));
            } else {
                counts.increment(ClientCount.MALFORMED);
            }
        }
        stream.skipBytes(stream.readableBytes());
    }

    private void take(long nowNanos) {
        switch (message.type()) {
            case ATTR -> changeAttributes(nowNanos);
            case SOH -> soh(nowNanos);
            case CMDPKT, CMDPKT_XTND -> command();
            case START -> forward(true);
            case STOP -> forward(false);
            case FLUSH -> listener.flush(this);
            case BREAK -> close(ClientEnd.LEFT);
            case NOP, CONMSG, OOR -> {
                // Allowed, and without meaning to a server.
            }
            case REFTEK, REFTEK_XTND, BUSY, FAULT, PID ->
                    counts.increment(ClientCount.UNEXPECTED_TYPE);
            case UNKNOWN -> counts.increment(ClientCount.UNKNOWN_TYPE);
            case VERSION -> throw new IllegalStateException("a version is no later frame");
        }
    }

    private void command() {
        if (message.payloadLength() == 0) {
            // There is no such message on the recorder leg.
            counts.increment(ClientCount.MALFORMED);
            return;
        }
        counts.increment(ClientCount.COMMANDS);
        listener.command(this, message.unit(), message.payloadBytes());
    }

    private void changeAttributes(long nowNanos) {
        if (!allowance.take(nowNanos)) {
            close(ClientEnd.ATTR_RATE);
            return;
        }
        grant(message.attributes().granted(version));
        counts.increment(ClientCount.ATTR_CHANGES);
        send(answer.begin(FrameType.ATTR).attributes(granted), nowNanos);
        listener.attributesChanged(this);
    }

    private void grant(ClientAttributes attributes) {
        granted = attributes;
        filter = new PacketFilter(attributes, version);
    }

    private void soh(long nowNanos) {
        // Clients go on without an answer, so that leaving one out does no harm.
        if (allowance.take(nowNanos)) {
            counts.increment(ClientCount.SOH_REQUESTS);
            listener.sohRequested(this);
        } else {
            counts.increment(ClientCount.SOH_RATE);
        }
    }

    private void forward(boolean wanted) {
        if (forwarding != wanted) {
            forwarding = wanted;
            listener.forwardingChanged(this);
        }
    }

    /**
     * Answers SOH in as many messages as the units need.
     *
     * @param serverTime Unix seconds
     */
    public void answerSoh(int serverTime, List<SohUnit> units, long nowNanos) {
        if (closed) {
            return;
        }
        for (SohAnswer part : SohAnswer.split(serverTime, units)) {
            ByteBuf body = Unpooled.buffer(part.lengthBytes());
            part.encode(body);
            send(answer.begin(FrameType.SOH).payload(body, 0, body.readableBytes()), nowNanos);
        }
    }

    /** Packets were sent, so that no heartbeat is needed for a while. */
    public void sent(long nowNanos) {
        lastSentNanos = nowNanos;
    }

    /** Sends the client away, and closes. */
    public void dismiss(Dismissal how, long nowNanos) {
        if (!closed) {
            send(answer.begin(how.type()), nowNanos);
            close(ClientEnd.DISMISSED);
        }
    }

    /** Sends a heartbeat when one is due: call it at {@link #wakeAtNanos}. */
    public void tick(long nowNanos) {
        if (!closed && nowNanos - wakeAtNanos() >= 0) {
            counts.increment(ClientCount.HEARTBEATS);
            send(answer.begin(FrameType.NOP), nowNanos);
        }
    }

    /** When the next heartbeat is due; {@link Long#MAX_VALUE} for never. */
    public long wakeAtNanos() {
        return closed
                ? Long.MAX_VALUE
                : lastSentNanos + granted.timeoNanos() / HEARTBEATS_PER_TIMEO;
    }

    private void send(ClientMessage toSend, long nowNanos) {
        lastSentNanos = nowNanos;
        out.send(toSend);
    }

    private void close(ClientEnd why) {
        closed = true;
        out.close(why);
    }
}
