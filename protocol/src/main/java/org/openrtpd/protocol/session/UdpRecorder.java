package org.openrtpd.protocol.session;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.Seq;

/**
 * The recorder's side of the leg over UDP (recorder leg, section 4): looks for a server, attaches,
 * keeps at most 16 packets under way, sends again what is lost, and forgets a packet only when the
 * acknowledgement has passed it. Driven by {@link #receive} and {@link #tick}; one thread only.
 */
public final class UdpRecorder {

    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;
    private static final long LONGEST_RETRY_NANOS = 10_000_000_000L;
    private static final long KEEP_ALIVE_NANOS = 20_000_000_000L;
    private static final long SERVER_TIMEOUT_NANOS = 60_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int LONGEST_BUSY_SECONDS = 600;
    private static final int ATTACH_TRIES = 4;
    private static final int COMMAND_WINDOW = 1;

    private final int unit;
    private final int epoch;
    private final PacketSource source;
    private final Consumer<RecorderMessage> out;
    private final RecorderListener listener;
    private final RandomGenerator random;
    private final SendWindow window = new SendWindow();
    private final RecorderMessage scratch = new RecorderMessage();

    private RecorderState state = RecorderState.DOWN;
    private boolean failed;
    private int session;
    private long cookie;
    private int attachTries;
    private int nextCommand;
    private long retryAtNanos;
    private long retryPauseNanos = FIRST_RETRY_NANOS;
    private long lastSentNanos;
    private long lastHeardNanos;
    private long retransmitted;

    /**
     * @param epoch names the numbering; kept as long as {@code source} numbers on
     * @param out takes each datagram; its content is read before that returns
     * @param random spreads the retries of many recorders
     */
    public UdpRecorder(int unit, int epoch, PacketSource source, Consumer<RecorderMessage> out,
            RecorderListener listener, RandomGenerator random, long nowNanos) {
        this.unit = unit;
        this.epoch = epoch;
        this.source = source;
        this.out = out;
        this.listener = listener;
        this.random = random;
        this.retryAtNanos = nowNanos;
        this.lastHeardNanos = nowNanos;
        window.startAt(source.oldest());
    }

    public RecorderState state() {
        return state;
    }

    /** Number of the session, 0 while there is none. */
    public int session() {
        return session;
    }

    /** Packets sent again, in this session or an earlier one of this object. */
    public long retransmitted() {
        return retransmitted;
    }

    /** True when all packets there are have been acknowledged. */
    public boolean isDone() {
        return window.acked() == source.end();
    }

    /** Takes in a well-formed datagram from the server. */
    public void receive(RecorderMessage message, long nowNanos) {
        if (message.unit() != unit || failed) {
            return;
        }
        switch (message.type()) {
            case OFFER -> offered(message, nowNanos);
            case ATTACHED -> attached(message, nowNanos);
            case ACK, NOP, CMDPKT -> inSession(message, nowNanos);
            case BREAK -> broken(message, nowNanos);
            case BUSY -> busy(message, nowNanos);
            case REFTEK, DISCOVER, ATTACH -> {
                // Only recorders send these.
            }
        }
    }

    private void offered(RecorderMessage message, long nowNanos) {
        if (state == RecorderState.CONNECTED) {
            return;
        }
        cookie = message.cookie();
        lastHeardNanos = nowNanos;
        if (state == RecorderState.SYNC) {
            // The next try has the new cookie; trying at once could go round without end.
            return;
        }
        become(RecorderState.SYNC, "a server offers a session");
        attachTries = 0;
        retryPauseNanos = FIRST_RETRY_NANOS;
        sendAttach(nowNanos);
    }

    private void attached(RecorderMessage message, long nowNanos) {
        if (state != RecorderState.SYNC || message.epochCheck() != (epoch & 0xFFFF)) {
            return;
        }
        if (Seq.isBefore(source.numbered(), message.ack())) {
            failed = true;
            become(RecorderState.DOWN, "the server knows another numbering");
            listener.numberingLost(message.ack());
            return;
        }
        session = message.session();
        nextCommand = message.seq();
        lastHeardNanos = nowNanos;
        window.restart(message.ack(), message.window());
        source.acknowledged(message.ack());
        become(RecorderState.CONNECTED, "attached");
        sendNew(nowNanos);
    }

    private void inSession(RecorderMessage message, long nowNanos) {
        if (state != RecorderState.CONNECTED || message.session() != session) {
            return;
        }
        lastHeardNanos = nowNanos;
        if (window.acknowledged(message.ack(), message.sack(), message.window(), source.numbered(),
                nowNanos)) {
            source.acknowledged(window.acked());
        }
        if (message.type() == MessageType.CMDPKT) {
            command(message, nowNanos);
        }
        resendHoles(nowNanos);
        sendNew(nowNanos);
    }

    private void command(RecorderMessage message, long nowNanos) {
        if (message.seq() == nextCommand) {
            nextCommand++;
            byte[] command = new byte[message.payloadLength()];
            message.payload().getBytes(message.payloadStart(), command);
            listener.command(command);
        }
        send(message(MessageType.ACK), nowNanos);
    }

    private void broken(RecorderMessage message, long nowNanos) {
        boolean ours = state == RecorderState.CONNECTED && message.session() == session;
        boolean refused = state == RecorderState.SYNC && message.session() == 0;
        if (ours) {
            lookForServer("the server ended the session", FIRST_RETRY_NANOS, nowNanos);
        } else if (refused) {
            lookForServer("the server refuses this unit", LONGEST_RETRY_NANOS, nowNanos);
        }
    }

    private void busy(RecorderMessage message, long nowNanos) {
        if (state != RecorderState.CONNECTED) {
            int seconds = Math.max(1, Math.min(LONGEST_BUSY_SECONDS, message.busySeconds()));
            lookForServer("the server is busy", seconds * NANOS_PER_SECOND, nowNanos);
        }
    }

    private void lookForServer(String why, long pauseNanos, long nowNanos) {
        session = 0;
        retryPauseNanos = FIRST_RETRY_NANOS;
        retryAtNanos = nowNanos + jittered(pauseNanos);
        lastHeardNanos = nowNanos;
        become(RecorderState.DOWN, why);
    }

    /** Does what is due: call it at {@link #wakeAtNanos}, and when the source has grown. */
    public void tick(long nowNanos) {
        if (failed) {
            return;
        }
        if (state == RecorderState.CONNECTED) {
            tickConnected(nowNanos);
        } else if (nowNanos - retryAtNanos >= 0) {
            retry(nowNanos);
        }
    }

    private void retry(long nowNanos) {
        if (state == RecorderState.SYNC && attachTries < ATTACH_TRIES) {
            sendAttach(nowNanos);
            return;
        }
        become(RecorderState.DOWN, "no answer to ATTACH");
        out.accept(scratch.begin(MessageType.DISCOVER).unit(unit).seq(window.next()));
        lastSentNanos = nowNanos;
        pause(nowNanos);
    }

    private void sendAttach(long nowNanos) {
        attachTries++;
        out.accept(message(MessageType.ATTACH)
                .session(0).cookie(cookie).epoch(epoch).oldest(source.oldest()));
        lastSentNanos = nowNanos;
        pause(nowNanos);
    }

    private void pause(long nowNanos) {
        retryAtNanos = nowNanos + jittered(retryPauseNanos);
        retryPauseNanos = Math.min(LONGEST_RETRY_NANOS, retryPauseNanos * 2);
    }

    private long jittered(long nanos) {
        return nanos + (long) (nanos * 0.2 * random.nextDouble());
    }

    private void tickConnected(long nowNanos) {
        if (nowNanos - lastHeardNanos >= SERVER_TIMEOUT_NANOS) {
            lookForServer("no word from the server for 60 s", 0, nowNanos);
            retry(nowNanos);
            return;
        }
        resendOverdue(nowNanos);
        sendNew(nowNanos);
        if (nowNanos - lastSentNanos >= KEEP_ALIVE_NANOS) {
            send(message(MessageType.NOP), nowNanos);
        }
    }

    private void resendOverdue(long nowNanos) {
        if (!window.isOverdue(nowNanos)) {
            return;
        }
        int end = window.next();
        for (int seq = window.acked(); Seq.isBefore(seq, end); seq++) {
            if (window.isOverdue(seq, nowNanos)) {
                sendPacket(seq, nowNanos);
            }
        }
        window.timedOut();
    }

    private void resendHoles(long nowNanos) {
        int end = window.next();
        for (int seq = window.acked(); Seq.isBefore(seq, end); seq++) {
            if (window.isFreshHole(seq)) {
                sendPacket(seq, nowNanos);
                window.holeResent(seq);
            }
        }
    }

    private void sendNew(long nowNanos) {
        while (window.mayGo() && Seq.isBefore(window.next(), source.end())) {
            sendPacket(window.next(), nowNanos);
        }
    }

    private void sendPacket(int seq, long nowNanos) {
        var packet = source.packet(seq);
        if (window.sent(seq, nowNanos)) {
            retransmitted++;
        }
        send(message(MessageType.REFTEK)
                .seq(seq)
                .payload(packet, packet.readerIndex(), packet.readableBytes()), nowNanos);
    }

    private RecorderMessage message(MessageType type) {
        return scratch.begin(type)
                .unit(unit)
                .session(session)
                .epochCheck(epoch & 0xFFFF)
                .seq(window.next())
                .ack(nextCommand)
                .window(COMMAND_WINDOW);
    }

    private void send(RecorderMessage message, long nowNanos) {
        lastSentNanos = nowNanos;
        out.accept(message);
    }

    /** Ends the session: tells the server BREAK, so that it need not wait. */
    public void close(long nowNanos) {
        if (state == RecorderState.CONNECTED) {
            send(message(MessageType.BREAK), nowNanos);
            become(RecorderState.DOWN, "closed");
        }
        failed = true;
    }

    /** When {@link #tick} has something to do next, unless a datagram comes before. */
    public long wakeAtNanos() {
        if (state != RecorderState.CONNECTED) {
            return retryAtNanos;
        }
        return Math.min(
                window.overdueAtNanos(),
                Math.min(lastSentNanos + KEEP_ALIVE_NANOS, lastHeardNanos + SERVER_TIMEOUT_NANOS));
    }

    private void become(RecorderState next, String why) {
        if (state != next) {
            state = next;
            listener.stateChanged(next, why);
        }
    }
}
