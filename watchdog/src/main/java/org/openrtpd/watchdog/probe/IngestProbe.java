package org.openrtpd.watchdog.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.protocol.session.RecorderListener;
import org.openrtpd.protocol.session.RecorderState;
import org.openrtpd.protocol.session.UdpRecorder;

/**
 * Sends one packet to RTPD the way a recorder does, and waits until it is acknowledged, which is when
 * it is durable: the whole way in, from the socket to the disk (docs/recorder-leg.md, "The probe").
 * One thread at a time.
 */
public final class IngestProbe {

    private static final int LONGEST_WAIT_MILLIS = 100;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A journal is looked at twice a second whether it takes writes again. */
    private static final long REFUSAL_NANOS = 2_000_000_000L;

    private final InetSocketAddress rtpd;
    private final Duration limit;

    /**
     * @param rtpd where RTPD takes datagrams
     * @param limit for one probe; a second is needed to send again what the network lost
     */
    public IngestProbe(InetSocketAddress rtpd, Duration limit) {
        this.rtpd = rtpd;
        this.limit = limit;
    }

    /**
     * Probes once, within the limit. Ends early, as {@link ProbeOutcome#NO_ANSWER}, when its thread is
     * interrupted.
     */
    public ProbeOutcome probe() {
        try (DatagramChannel channel = DatagramChannel.open(); Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            // Nobody else is listened to from here on.
            channel.connect(rtpd);
            return new Attempt(channel, selector).run(limit.toNanos());
        } catch (IOException e) {
            // Without a way to RTPD there is no answer from it.
            return ProbeOutcome.NO_ANSWER;
        }
    }

    /** One probe: a recorder's session from its discovery to its end. */
    private static final class Attempt implements RecorderListener {

        private final DatagramChannel channel;
        private final Selector selector;
        private final RecorderUdpCodec codec = new RecorderUdpCodec();
        private final RecorderMessage message = new RecorderMessage();
        private final ByteBuf received = Unpooled.buffer(
                RecorderUdpCodec.MAX_DATAGRAM + 1, RecorderUdpCodec.MAX_DATAGRAM + 1);
        private final UdpRecorder recorder;
        private ProbeOutcome soFar = ProbeOutcome.NO_ANSWER;
        private Optional<Long> refusedSinceNanos = Optional.empty();
        private boolean turnedAway;

        Attempt(DatagramChannel channel, Selector selector) {
            this.channel = channel;
            this.selector = selector;
            SecureRandom random = new SecureRandom();
            this.recorder = new UdpRecorder(UnitId.PROBE, random.nextInt(),
                    new ProbePacket(ZonedDateTime.now(ZoneOffset.UTC)), this::send, this, random,
                    System.nanoTime());
        }

        ProbeOutcome run(long limitNanos) throws IOException {
            long begin = System.nanoTime();
            long now = begin;
            while (now - begin < limitNanos && !Thread.currentThread().isInterrupted()) {
                recorder.tick(now);
                long left = Math.min(limitNanos - (now - begin), recorder.wakeAtNanos() - now);
                selector.select(
                        Math.max(1, Math.min(LONGEST_WAIT_MILLIS, left / NANOS_PER_MILLI)));
                selector.selectedKeys().clear();
                receiveAll();
                now = System.nanoTime();
                if (isDecided(now)) {
                    break;
                }
            }
            recorder.close(now);
            return soFar;
        }

        private boolean isDecided(long now) {
            if (recorder.isDone()) {
                soFar = ProbeOutcome.ACKNOWLEDGED;
                return true;
            }
            return turnedAway || refusedSinceNanos.filter(since -> now - since > REFUSAL_NANOS)
                    .isPresent();
        }

        private void receiveAll() throws IOException {
            while (receive()) {
                if (codec.decode(received, message) == WireDefect.NONE
                        && message.unit() == UnitId.PROBE) {
                    long now = System.nanoTime();
                    note(now);
                    recorder.receive(message, now);
                }
            }
        }

        private boolean receive() throws IOException {
            received.clear();
            try {
                return received.writeBytes(channel, received.writableBytes()) > 0;
            } catch (PortUnreachableException e) {
                // Nobody is there, yet: RTPD may be starting.
                return false;
            }
        }

        /** What an answer says beyond what a recorder makes of it. */
        private void note(long now) {
            switch (message.type()) {
                case ATTACHED, ACK -> {
                    if (message.window() > 0) {
                        refusedSinceNanos = Optional.empty();
                        soFar = ProbeOutcome.NOT_ACKNOWLEDGED;
                    } else {
                        refusedSinceNanos = Optional.of(refusedSinceNanos.orElse(now));
                        soFar = ProbeOutcome.JOURNAL_REFUSES;
                    }
                }
                case BUSY -> soFar = ProbeOutcome.TURNED_AWAY;
                case BREAK -> {
                    if (message.session() == 0) {
                        soFar = ProbeOutcome.TURNED_AWAY;
                        turnedAway = true;
                    }
                }
                default -> {
                    // An offer is an answer, but no packet has gone that way yet.
                }
            }
        }

        private void send(RecorderMessage outgoing) {
            ByteBuf datagram = Unpooled.buffer(RecorderUdpCodec.MAX_DATAGRAM);
            codec.encode(outgoing, datagram);
            try {
                datagram.readBytes(channel, datagram.readableBytes());
            } catch (IOException e) {
                // As good as lost on the way: it is sent again.
                return;
            }
        }

        @Override
        public void stateChanged(RecorderState state, String why) {
            // The answers themselves say more.
        }

        @Override
        public void command(byte[] command) {
            // A probe obeys nobody.
        }

        @Override
        public void numberingLost(int expectedByServer) {
            // Its numbering is as new as itself; the limit ends what a strange server does.
        }
    }
}
