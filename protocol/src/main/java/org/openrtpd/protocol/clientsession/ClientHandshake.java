package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientCodec;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.FrameDefect;
import org.openrtpd.protocol.client.FrameType;
import org.openrtpd.protocol.client.LegVersion;

/**
 * The server's side of the handshake: version, PID, ATTR, in that order, each answered before the
 * next is looked at (client leg, sections 2 and 3). Driven by {@link #receive} and {@link #tick};
 * one thread only. In state {@link HandshakeState#GRANTED} a {@link ClientSession} is made of it,
 * which reads on in the same buffer.
 *
 * <p>The rule above all: until the ATTR answer has gone out nothing goes out but the three answers,
 * because client programs crash on anything else. A client that is not wanted is therefore told so
 * after its handshake; one that breaks the protocol finds the connection closed, without a word.
 */
public final class ClientHandshake {

    private static final int VERSION_BOUND = 0x8000;

    private final int processId;
    private final ClientLimits limits;
    private final ClientOutput out;
    private final ClientMessage message = new ClientMessage();
    private final ClientMessage answer = new ClientMessage();

    private HandshakeState state = HandshakeState.VERSION;
    private long deadlineNanos;
    private Dismissal dismissal;
    private LegVersion version = LegVersion.V1;
    private int clientProcessId;
    private String program = "";
    private ClientAttributes asked = ClientAttributes.libraryDefault();
    private ClientAttributes granted = ClientAttributes.libraryDefault();

    /**
     * Begins when the connection is there.
     *
     * @param processId of the server, for its PID answer
     */
    public ClientHandshake(
            int processId, ClientLimits limits, ClientOutput out, long nowNanos) {
        this.processId = processId;
        this.limits = limits;
        this.out = out;
        this.deadlineNanos = nowNanos + limits.handshakeNanos();
    }

    public HandshakeState state() {
        return state;
    }

    /** The version agreed on; valid once the state is past {@link HandshakeState#VERSION}. */
    public LegVersion version() {
        return version;
    }

    /** Process id of the client, as it says. */
    public int clientProcessId() {
        return clientProcessId;
    }

    /** Name of the client's program, as it says; empty when it says none. */
    public String program() {
        return program;
    }

    /** What the client asked for, every bit as it came. */
    public ClientAttributes asked() {
        return asked;
    }

    /** What the client was granted, as it was echoed. */
    public ClientAttributes granted() {
        return granted;
    }

    /**
     * Takes whole frames off the stream as long as the handshake wants them. Bytes behind the ATTR
     * request are left for the session; bytes of a client that is to go are dropped.
     */
    public void receive(ByteBuf stream, long nowNanos) {
        while (state.compareTo(HandshakeState.GRANTED) < 0) {
            FrameDefect defect = state == HandshakeState.VERSION
                    ? ClientCodec.decodeVersion(stream, message)
                    : ClientCodec.decode(stream, message, limits.longestBody());
            if (defect == FrameDefect.INCOMPLETE) {
                return;
            }
            take(defect, nowNanos);
        }
        if (state != HandshakeState.GRANTED) {
            stream.skipBytes(stream.readableBytes());
        }
    }

    private void take(FrameDefect defect, long nowNanos) {
        FrameType due = due();
        if (defect.endsStream()) {
            close(ClientEnd.of(defect));
        } else if (message.type() != due) {
            // What is there instead may be malformed too; that it is there is the defect.
            close(due == FrameType.PID ? ClientEnd.NO_PID : ClientEnd.NO_ATTR);
        } else if (defect != FrameDefect.NONE) {
            close(ClientEnd.of(defect));
        } else {
            switch (state) {
                case VERSION -> takeVersion();
                case PID -> takePid();
                case ATTR -> takeAttributes(nowNanos);
                case GRANTED, HELD, CLOSED -> throw new IllegalStateException(state + " reads on");
            }
        }
    }

    private FrameType due() {
        return switch (state) {
            case VERSION -> FrameType.VERSION;
            case PID -> FrameType.PID;
            default -> FrameType.ATTR;
        };
    }

    private void takeVersion() {
        int number = message.version();
        if (number == 0 || number >= VERSION_BOUND) {
            close(ClientEnd.VERSION_RANGE);
            return;
        }
        version = limits.highest().lower(number);
        state = HandshakeState.PID;
        out.send(answer.begin(FrameType.VERSION).version(version.number()));
    }

    private void takePid() {
        clientProcessId = message.processId();
        program = message.program();
        state = HandshakeState.ATTR;
        out.send(answer.begin(FrameType.PID).processId(processId));
    }

    private void takeAttributes(long nowNanos) {
        asked = message.attributes();
        granted = asked.granted(version);
        state = HandshakeState.GRANTED;
        out.send(answer.begin(FrameType.ATTR).attributes(granted));
        if (dismissal != null) {
            hold(nowNanos);
        }
    }

    /**
     * Sends the client away: not before its handshake is finished, and BUSY and BREAK some seconds
     * later, because client programs come again at once. May be called at any time until a session
     * has taken over; the first call counts.
     */
    public void dismiss(Dismissal how, long nowNanos) {
        if (dismissal != null || state == HandshakeState.CLOSED) {
            return;
        }
        dismissal = Objects.requireNonNull(how);
        if (state == HandshakeState.GRANTED) {
            hold(nowNanos);
        }
    }

    private void hold(long nowNanos) {
        state = HandshakeState.HELD;
        deadlineNanos = nowNanos + (dismissal.isHeldBack() ? limits.holdNanos() : 0);
        tick(nowNanos);
    }

    /** Does what is due: call it at {@link #wakeAtNanos}. */
    public void tick(long nowNanos) {
        if (nowNanos - deadlineNanos < 0) {
            return;
        }
        switch (state) {
            case VERSION, PID, ATTR -> close(ClientEnd.HANDSHAKE_TIME);
            case HELD -> {
                out.send(answer.begin(dismissal.type()));
                close(ClientEnd.DISMISSED);
            }
            case GRANTED, CLOSED -> {
                // Nothing of a handshake is due any more.
            }
        }
    }

    /** When {@link #tick} has something to do next; {@link Long#MAX_VALUE} for never. */
    public long wakeAtNanos() {
        boolean done = state == HandshakeState.GRANTED || state == HandshakeState.CLOSED;
        return done ? Long.MAX_VALUE : deadlineNanos;
    }

    private void close(ClientEnd why) {
        state = HandshakeState.CLOSED;
        out.close(why);
    }
}
