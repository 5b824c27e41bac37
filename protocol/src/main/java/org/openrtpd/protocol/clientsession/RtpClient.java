package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.random.RandomGenerator;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.FrameDefect;
import org.openrtpd.protocol.client.FrameType;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.Pmask;
import org.openrtpd.protocol.client.SohAnswer;

/**
 * The client's side of the leg: connects, shakes hands, takes packets, and connects again when it
 * has to (client leg, sections 1, 2, 5, 8 and 10). Driven by {@link #connected}, {@link #receive},
 * {@link #disconnected} and {@link #tick}; one thread only.
 *
 * <p>It begins as version 2. A server that answers 1 is left and called again at once as version 1;
 * that lasts until a connection fails before its handshake is finished, because a server that
 * was restarted may have learned version 2.
 */
public final class RtpClient {

    /** Longest command that clients send (client leg, section 1). */
    public static final int MAX_COMMAND = 1020;

    private static final int HIGHEST_UNIT = 0xFFFF;
    private static final long LEAST_TIMEO_NANOS = ClientAttributes.LEAST_TIMEO * 1_000_000_000L;

    private final RtpClientSettings settings;
    private final RtpClientOutput out;
    private final RtpClientListener listener;
    private final RandomGenerator random;
    private final ClientMessage message = new ClientMessage();
    private final ClientMessage scratch = new ClientMessage();

    private RtpClientState state = RtpClientState.DOWN;
    private RtpClientEnd end = RtpClientEnd.CONNECTION;
    private LegVersion version;
    private ClientAttributes wanted;
    private ClientAttributes asked;
    private boolean shookHands;
    private boolean paused;
    private int serverProcessId;
    private int failures;
    private long timeoNanos = LEAST_TIMEO_NANOS;
    private long retryAtNanos;
    private long deadlineNanos;
    private long lastHeardNanos;

    /** Connects at the first {@link #tick}. */
    public RtpClient(RtpClientSettings settings, RtpClientOutput out, RtpClientListener listener,
            RandomGenerator random, long nowNanos) {
        this.settings = settings;
        this.out = out;
        this.listener = listener;
        this.random = random;
        this.version = settings.highest();
        this.wanted = settings.attributes();
        this.asked = wanted;
        this.retryAtNanos = nowNanos;
    }

    public RtpClientState state() {
        return state;
    }

    /** The version spoken in this connection, or to be spoken in the next one. */
    public LegVersion version() {
        return version;
    }

    /** Process id of the server, as it says; 0 before it has. */
    public int serverProcessId() {
        return serverProcessId;
    }

    /** The connection is there. */
    public void connected(long nowNanos) {
        if (state != RtpClientState.CONNECTING) {
            out.disconnect();
            return;
        }
        state = RtpClientState.VERSION;
        shookHands = false;
        deadlineNanos = nowNanos + settings.handshakeNanos();
        out.send(scratch.begin(FrameType.VERSION).version(version.number()));
    }

    /**
     * The connection failed or ended.
     *
     * @param detail what the socket said, for the log; may be empty
     */
    public void disconnected(String detail, long nowNanos) {
        if (isOver() || state == RtpClientState.DOWN) {
            return;
        }
        RtpClientEnd why = end;
        end = RtpClientEnd.CONNECTION;
        state = why == RtpClientEnd.FAULT ? RtpClientState.FAULTED : RtpClientState.DOWN;
        if (why == RtpClientEnd.SPEAKS_VERSION_1) {
            version = LegVersion.V1;
            retryAtNanos = nowNanos;
        } else {
            retryAtNanos = nowNanos + settings.pause().nanos(failures, random);
            failures++;
            version = shookHands ? version : settings.highest();
        }
        shookHands = false;
        listener.lost(why, detail);
    }

    /** Takes all whole frames off the stream; drops everything once the connection is to end. */
    public void receive(ByteBuf stream, long nowNanos) {
        while (isConversing()) {
            FrameDefect defect = state == RtpClientState.VERSION
                    ? ClientCodec.decodeVersion(stream, message)
                    : ClientCodec.decode(stream, message, settings.longestBody());
            if (defect == FrameDefect.INCOMPLETE) {
                return;
            }
            // Only a whole frame counts: a server that cannot finish one is as good as silent.
            lastHeardNanos = nowNanos;
            if (defect == FrameDefect.NONE) {
                take(nowNanos);
            } else if (defect.endsStream() || state != RtpClientState.GRANTED) {
                leave(RtpClientEnd.of(defect));
            }
        }
        stream.skipBytes(stream.readableBytes());
    }

    private void take(long nowNanos) {
        switch (message.type()) {
            case BUSY -> leave(RtpClientEnd.BUSY);
            case BREAK -> leave(RtpClientEnd.BREAK);
            case FAULT -> leave(RtpClientEnd.FAULT);
            default -> {
                if (state == RtpClientState.GRANTED) {
                    takeGranted(nowNanos);
                } else {
                    takeAnswer(nowNanos);
                }
            }
        }
    }

    private void takeAnswer(long nowNanos) {
        switch (state) {
            case VERSION -> takeVersion();
            case PID -> {
                if (isDue(FrameType.PID)) {
                    serverProcessId = message.processId();
                    state = RtpClientState.ATTR;
                    askForAttributes();
                }
            }
            case ATTR -> {
                if (isDue(FrameType.ATTR)) {
                    state = RtpClientState.GRANTED;
                    shookHands = true;
                    takeAttributes();
                    askForAttributesIfChanged();
                }
            }
            default -> throw new IllegalStateException("no answer is due in " + state);
        }
    }

    private boolean isDue(FrameType type) {
        if (message.type() == type) {
            return true;
        }
        leave(RtpClientEnd.WRONG_TYPE);
        return false;
    }

    private void takeVersion() {
        int answered = message.version();
        if (answered == 0 || answered > version.number()) {
            leave(RtpClientEnd.WRONG_VERSION);
        } else if (answered < version.number()) {
            leave(RtpClientEnd.SPEAKS_VERSION_1);
        } else {
            state = RtpClientState.PID;
            scratch.begin(FrameType.PID).processId(settings.processId());
            out.send(version == LegVersion.V1 ? scratch : scratch.program(settings.program()));
        }
    }

    private void takeAttributes() {
        ClientAttributes granted = message.attributes();
        // A server that grants less than it should would be left between two of its heartbeats.
        timeoNanos = Math.max(LEAST_TIMEO_NANOS, granted.timeoNanos());
        listener.granted(version, granted);
    }

    private void takeGranted(long nowNanos) {
        switch (message.type()) {
            case REFTEK, REFTEK_XTND -> {
                failures = 0;
                // An empty one is a heartbeat (client leg, section 1).
                if (message.payloadLength() > 0) {
                    listener.packet(message);
                }
            }
            case NOP -> failures = 0;
            case ATTR -> takeAttributes();
            case SOH -> SohAnswer
                    .decode(message.payload(), message.payloadStart(), message.payloadLength())
                    .ifPresent(listener::soh);
            default -> {
                // Clients read and ignore all others (client leg, section 1).
            }
        }
    }

    /**
     * Nothing is read for a while: a server is not silent that nobody listens to, and what lies in
     * the connection would be lost with it.
     */
    public void pause() {
        paused = true;
    }

    /** Reads again, after {@link #pause}. */
    public void resume(long nowNanos) {
        paused = false;
        lastHeardNanos = nowNanos;
    }

    /** Does what is due: call it at {@link #wakeAtNanos}. */
    public void tick(long nowNanos) {
        long wake = wakeAtNanos();
        if (wake == Long.MAX_VALUE || nowNanos - wake < 0) {
            return;
        }
        switch (state) {
            case DOWN -> {
                state = RtpClientState.CONNECTING;
                out.connect();
            }
            case VERSION, PID, ATTR -> leave(RtpClientEnd.HANDSHAKE_TIME);
            case GRANTED -> leave(RtpClientEnd.SILENT);
            case CONNECTING, LEAVING, FAULTED, CLOSED -> {
                // The next step is another's.
            }
        }
    }

    /** When {@link #tick} has something to do next; {@link Long#MAX_VALUE} for never. */
    public long wakeAtNanos() {
        return switch (state) {
            case DOWN -> paused ? Long.MAX_VALUE : retryAtNanos;
            case VERSION, PID, ATTR -> deadlineNanos;
            case GRANTED -> paused ? Long.MAX_VALUE : lastHeardNanos + timeoNanos;
            case CONNECTING, LEAVING, FAULTED, CLOSED -> Long.MAX_VALUE;
        };
    }

    /**
     * Asks for other packets from now on, in this connection and all later ones.
     *
     * @return false when the server hears of it only in or after a handshake to come
     */
    public boolean changeAttributes(ClientAttributes attributes) {
        wanted = attributes;
        return askForAttributesIfChanged();
    }

    private boolean askForAttributesIfChanged() {
        // Before the first answer nothing but the three requests may go out.
        if (state != RtpClientState.GRANTED) {
            return false;
        }
        if (!wanted.equals(asked)) {
            askForAttributes();
        }
        return true;
    }

    private void askForAttributes() {
        asked = wanted;
        out.send(scratch.begin(FrameType.ATTR).attributes(wanted.asked(version)));
    }

    /** Asks for SOH; false when no server is there to answer. */
    public boolean requestSoh() {
        return send(scratch.begin(FrameType.SOH));
    }

    /** Asks for packets again after {@link #stop}; false when no server hears it. */
    public boolean start() {
        return send(scratch.begin(FrameType.START));
    }

    /** Asks for no packets; false when no server hears it. */
    public boolean stop() {
        return send(scratch.begin(FrameType.STOP));
    }

    /** Asks to drop packets not yet sent; false when no server hears it. */
    public boolean flush() {
        return send(scratch.begin(FrameType.FLUSH));
    }

    /**
     * Sends a command for a unit, 0 for all, to the recorder through the server.
     *
     * @param command at most {@link #MAX_COMMAND} bytes
     * @return false when no server takes it
     */
    public boolean command(int unit, byte[] command) {
        if (unit < 0 || unit > HIGHEST_UNIT) {
            throw new IllegalArgumentException("unit " + unit + " does not fit 16 bits");
        }
        if (command.length > MAX_COMMAND) {
            throw new IllegalArgumentException("a command of " + command.length + " bytes");
        }
        scratch.begin(version == LegVersion.V1 ? FrameType.CMDPKT : FrameType.CMDPKT_XTND);
        return send(scratch.unit(unit)
                .typeBit(version == LegVersion.V1 ? 0 : Pmask.CMND)
                .payload(Unpooled.wrappedBuffer(command), 0, command.length));
    }

    /** Ends it for good: tells the server BREAK once the handshake allows it, and disconnects. */
    public void close() {
        if (isOver()) {
            return;
        }
        boolean connection = state != RtpClientState.DOWN && state != RtpClientState.LEAVING;
        send(scratch.begin(FrameType.BREAK));
        state = RtpClientState.CLOSED;
        if (connection) {
            out.disconnect();
        }
        listener.lost(RtpClientEnd.CLOSED, "");
    }

    private boolean send(ClientMessage toSend) {
        if (state != RtpClientState.GRANTED) {
            return false;
        }
        out.send(toSend);
        return true;
    }

    private void leave(RtpClientEnd why) {
        state = RtpClientState.LEAVING;
        end = why;
        out.disconnect();
    }

    private boolean isConversing() {
        return switch (state) {
            case VERSION, PID, ATTR, GRANTED -> true;
            case DOWN, CONNECTING, LEAVING, FAULTED, CLOSED -> false;
        };
    }

    private boolean isOver() {
        return state == RtpClientState.FAULTED || state == RtpClientState.CLOSED;
    }
}
