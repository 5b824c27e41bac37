package org.openrtpd.protocol.session;

import java.util.random.RandomGenerator;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.Seq;

/**
 * The recorder's side of the leg over TCP (recorder leg, section 5). TCP repairs the link, so there
 * is no resending inside a connection; after one is lost, it goes on where the server is. Driven by
 * {@link #connected}, {@link #receive}, {@link #disconnected} and {@link #tick}; one thread only.
 */
public final class TcpRecorder {

    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;
    private static final long LONGEST_RETRY_NANOS = 10_000_000_000L;
    private static final long KEEP_ALIVE_NANOS = 20_000_000_000L;
    private static final long SERVER_TIMEOUT_NANOS = 60_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int LONGEST_BUSY_SECONDS = 600;
    private static final int COMMAND_WINDOW = 1;

    private final int unit;
    private final int epoch;
    private final PacketSource source;
    private final ConnectionOutput out;
    private final RecorderListener listener;
    private final RandomGenerator random;
    private final RecorderMessage scratch = new RecorderMessage();

    private RecorderState state = RecorderState.DOWN;
    private boolean failed;
    private boolean connecting;
    private int acked;
    private int next;
    private int everSent;
    private int granted;
    private int nextCommand;
    private long retryAtNanos;
    private long retryPauseNanos = FIRST_RETRY_NANOS;
    private long busyNanos;
    private long lastSentNanos;
    private long lastHeardNanos;
    private long retransmitted;

    /**
     * @param epoch names the numbering; kept as long as {@code source} numbers on
     * @param random spreads the retries of many recorders
     */
    public TcpRecorder(int unit, int epoch, PacketSource source, ConnectionOutput out,
            RecorderListener listener, RandomGenerator random, long nowNanos) {
        this.unit = unit;
        this.epoch = epoch;
        this.source = source;
        this.out = out;
        this.listener = listener;
        this.random = random;
        this.retryAtNanos = nowNanos;
        this.acked = source.oldest();
        this.next = acked;
        this.everSent = acked;
    }

    public RecorderState state() {
        return state;
    }

    /** Packets sent again because a connection was lost. */
    public long retransmitted() {
        return retransmitted;
    }

    /** True when all packets there are have been acknowledged. */
    public boolean isDone() {
        return acked == source.end();
    }

    /** The connection is there. */
    public void connected(long nowNanos) {
        connecting = false;
        lastHeardNanos = nowNanos;
        become(RecorderState.SYNC, "connected");
        send(scratch.begin(MessageType.ATTACH).unit(unit).epoch(epoch).oldest(source.oldest()),
                nowNanos);
    }

    /** The connection failed or ended. */
    public void disconnected(String why, long nowNanos) {
        connecting = false;
        if (failed) {
            return;
        }
        become(RecorderState.DOWN, why);
        retryAtNanos = nowNanos + Math.max(busyNanos, retryPauseNanos)
                + (long) (retryPauseNanos * 0.2 * random.nextDouble());
        retryPauseNanos = Math.min(LONGEST_RETRY_NANOS, retryPauseNanos * 2);
        busyNanos = 0;
    }

    /** Takes in a well-formed frame from the server. */
    public void receive(RecorderMessage message, long nowNanos) {
        if (failed) {
            return;
        }
        lastHeardNanos = nowNanos;
        switch (message.type()) {
            case ATTACHED -> attached(message);
            case ACK -> acknowledged(message);
            case CMDPKT -> command(message, nowNanos);
            case BUSY -> {
                int seconds = Math.max(1, Math.min(LONGEST_BUSY_SECONDS, message.busySeconds()));
                busyNanos = seconds * NANOS_PER_SECOND;
                out.disconnect();
            }
            case BREAK -> out.disconnect();
            case NOP, REFTEK, DISCOVER, OFFER, ATTACH -> {
                // NOP has done its duty by coming; the others are not a server's.
            }
        }
        sendNew(nowNanos);
    }

    private void attached(RecorderMessage message) {
        if (state != RecorderState.SYNC) {
            return;
        }
        if (Seq.isBefore(source.numbered(), message.ack())) {
            failed = true;
            become(RecorderState.DOWN, "the server knows another numbering");
            listener.numberingLost(message.ack());
            out.disconnect();
            return;
        }
        retryPauseNanos = FIRST_RETRY_NANOS;
        nextCommand = 0;
        acked = message.ack();
        next = acked;
        everSent = Seq.isBefore(everSent, acked) ? acked : everSent;
        granted = message.window();
        source.acknowledged(acked);
        become(RecorderState.CONNECTED, "attached");
    }

    private void acknowledged(RecorderMessage message) {
        int ack = message.ack();
        if (state != RecorderState.CONNECTED || Seq.isBefore(source.numbered(), ack)) {
            return;
        }
        granted = message.window();
        if (Seq.isBefore(acked, ack)) {
            acked = ack;
            next = Seq.isBefore(next, ack) ? ack : next;
            source.acknowledged(ack);
        }
    }

    private void command(RecorderMessage message, long nowNanos) {
        if (message.seq() == nextCommand) {
            nextCommand++;
            byte[] command = new byte[message.payloadLength()];
            message.payload().getBytes(message.payloadStart(), command);
            listener.command(command);
        }
        send(scratch.begin(MessageType.ACK).ack(nextCommand).window(COMMAND_WINDOW), nowNanos);
    }

    /** Does what is due: call it at {@link #wakeAtNanos}, and when the source has grown. */
    public void tick(long nowNanos) {
        if (failed) {
            return;
        }
        if (state == RecorderState.DOWN) {
            if (!connecting && nowNanos - retryAtNanos >= 0) {
                connecting = true;
                out.connect();
            }
            return;
        }
        if (nowNanos - lastHeardNanos >= SERVER_TIMEOUT_NANOS) {
            out.disconnect();
            return;
        }
        sendNew(nowNanos);
        if (nowNanos - lastSentNanos >= KEEP_ALIVE_NANOS) {
            send(scratch.begin(MessageType.NOP), nowNanos);
        }
    }

    private void sendNew(long nowNanos) {
        while (state == RecorderState.CONNECTED
                && Seq.distance(acked, next) < granted
                && Seq.isBefore(next, source.end())) {
            var packet = source.packet(next);
            if (Seq.isBefore(next, everSent)) {
                retransmitted++;
            } else {
                everSent = next + 1;
            }
            send(scratch.begin(MessageType.REFTEK)
                    .seq(next)
                    .payload(packet, packet.readerIndex(), packet.readableBytes()), nowNanos);
            next++;
        }
    }

    private void send(RecorderMessage message, long nowNanos) {
        lastSentNanos = nowNanos;
        out.send(message);
    }

    /** Ends the session: tells the server BREAK and closes the connection. */
    public void close(long nowNanos) {
        failed = true;
        if (state == RecorderState.CONNECTED) {
            send(scratch.begin(MessageType.BREAK), nowNanos);
        }
        if (state != RecorderState.DOWN) {
            become(RecorderState.DOWN, "closed");
            out.disconnect();
        }
    }

    /** When {@link #tick} has something to do next, unless a frame comes before. */
    public long wakeAtNanos() {
        if (state == RecorderState.DOWN) {
            return connecting ? Long.MAX_VALUE : retryAtNanos;
        }
        return Math.min(lastSentNanos + KEEP_ALIVE_NANOS, lastHeardNanos + SERVER_TIMEOUT_NANOS);
    }

    private void become(RecorderState changed, String why) {
        if (state != changed) {
            state = changed;
            listener.stateChanged(changed, why);
        }
    }
}
