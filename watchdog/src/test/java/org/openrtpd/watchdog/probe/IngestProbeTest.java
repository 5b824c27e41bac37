package org.openrtpd.watchdog.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;

/** The probe against a server that does just what a test wants of it. */
class IngestProbeTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int SESSION = 77;

    private final RecorderUdpCodec codec = new RecorderUdpCodec();
    private final List<MessageType> heard = new CopyOnWriteArrayList<>();
    private final PacketHeader packet = new PacketHeader();
    private DatagramSocket socket;
    private Thread thread;
    private volatile int window = 16;
    private volatile boolean refuses;
    private volatile boolean busy;
    private volatile boolean acknowledges = true;
    private volatile int deafFor;

    @BeforeEach
    void open() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread = new Thread(this::serve, "scripted-rtpd");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        socket.close();
        thread.join();
    }

    private void serve() {
        RecorderMessage message = new RecorderMessage();
        byte[] buffer = new byte[2048];
        try {
            while (true) {
                DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
                socket.receive(datagram);
                ByteBuf bytes = Unpooled.copiedBuffer(buffer, 0, datagram.getLength());
                if (codec.decode(bytes, message) != WireDefect.NONE || deafFor-- > 0) {
                    continue;
                }
                heard.add(message.type());
                answer(message, datagram);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void answer(RecorderMessage message, DatagramPacket from) throws IOException {
        int epochCheck = message.epochCheck();
        RecorderMessage answer = new RecorderMessage();
        switch (message.type()) {
            case DISCOVER -> answer.begin(MessageType.OFFER).cookie(5);
            case ATTACH -> {
                if (refuses) {
                    answer.begin(MessageType.BREAK);
                } else if (busy) {
                    answer.begin(MessageType.BUSY).busySeconds(2);
                } else {
                    answer.begin(MessageType.ATTACHED).session(SESSION).window(window);
                }
            }
            case REFTEK -> {
                packet.wrap(message.payload().copy(), message.payloadStart());
                answer.begin(MessageType.ACK).session(SESSION).window(window)
                        .ack(acknowledges ? 1 : 0);
            }
            default -> {
                return;
            }
        }
        ByteBuf bytes = Unpooled.buffer();
        codec.encode(answer.unit(UnitId.PROBE).epochCheck(epochCheck), bytes);
        socket.send(new DatagramPacket(
                bytes.array(), bytes.readableBytes(), from.getSocketAddress()));
    }

    private ProbeOutcome probe(Duration limit) {
        return new IngestProbe((InetSocketAddress) socket.getLocalSocketAddress(), limit).probe();
    }

    @Test
    void shouldSendOnePacketThatSaysWhatItIsAndEndItsSession() {
        assertThat(probe(LONG)).isEqualTo(ProbeOutcome.ACKNOWLEDGED);

        await().atMost(LONG).until(() -> heard.contains(MessageType.BREAK));
        assertThat(heard).containsExactly(MessageType.DISCOVER, MessageType.ATTACH,
                MessageType.REFTEK, MessageType.BREAK);
        assertThat(packet.type()).isEqualTo(PacketType.SH);
        assertThat(packet.unit()).isEqualTo(UnitId.UNDEFINED);
        assertThat(packet.timeNanos() / 1e9).isCloseTo(
                System.currentTimeMillis() / 1e3, offset(120.0));
    }

    @Test
    void shouldAskAgainWhenDatagramsAreLost() {
        deafFor = 1;

        assertThat(probe(LONG)).isEqualTo(ProbeOutcome.ACKNOWLEDGED);
    }

    @Test
    void shouldTellThatNobodyAnswers() {
        deafFor = Integer.MAX_VALUE;

        assertThat(probe(SHORT)).isEqualTo(ProbeOutcome.NO_ANSWER);
    }

    @Test
    void shouldTellThatNobodyIsThere() {
        socket.close();

        assertThat(new IngestProbe(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), SHORT)
                .probe()).isEqualTo(ProbeOutcome.NO_ANSWER);
    }

    @Test
    void shouldTellThatThePacketIsNotAcknowledged() {
        acknowledges = false;

        assertThat(probe(SHORT)).isEqualTo(ProbeOutcome.NOT_ACKNOWLEDGED);
    }

    @Test
    void shouldTellByWindowZeroThatTheJournalTakesNothingBeforeTheLimit() {
        window = 0;
        acknowledges = false;

        assertThat(probe(LONG)).isEqualTo(ProbeOutcome.JOURNAL_REFUSES);
    }

    @Test
    void shouldTellThatItMayNotProbe() {
        refuses = true;

        assertThat(probe(LONG)).isEqualTo(ProbeOutcome.TURNED_AWAY);
    }

    @Test
    void shouldTellThatItWasToldToComeLater() {
        busy = true;

        assertThat(probe(SHORT)).isEqualTo(ProbeOutcome.TURNED_AWAY);
    }

    @Test
    void shouldEndAtOnceWhenItsThreadIsInterrupted() {
        deafFor = Integer.MAX_VALUE;
        Thread.currentThread().interrupt();

        assertThat(probe(LONG)).isEqualTo(ProbeOutcome.NO_ANSWER);
        assertThat(Thread.interrupted()).as("the interrupt is not swallowed").isTrue();
    }
}
