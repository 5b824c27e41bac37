package org.openrtpd.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;

/** A recorder over UDP beside a server that answers at once, by a clock of the test's own. */
class UdpRecorderTest {

    private static final int UNIT = 0x9A01;
    private static final int EPOCH = 7;
    private static final int SESSION = 1;
    private static final long MILLI = 1_000_000L;
    private static final long STEP = 5 * MILLI;
    private static final long SECOND = 1000 * MILLI;
    private static final long BETWEEN_PACKETS = 50 * MILLI;

    private final TreeSet<Integer> held = new TreeSet<>();
    private final Recording recording = new Recording();
    private final RecorderMessage answer = new RecorderMessage();
    private long now;
    private boolean linked = true;
    private int lost = -1;
    private int expected;
    private int sent;
    private MessageType due;
    private final UdpRecorder recorder = new UdpRecorder(UNIT, EPOCH, recording, this::sent,
            new Silent(), new SplittableRandom(1), 0);

    /** Datagrams in flight are none: whatever is sent is answered in the same step. */
    private void sent(RecorderMessage message) {
        if (!linked) {
            return;
        }
        if (message.type() == MessageType.REFTEK) {
            sent++;
            if (message.seq() == lost) {
                lost = -1;
                return;
            }
            held.add(message.seq());
        }
        due = message.type();
    }

    private void answer() {
        MessageType to = due;
        due = null;
        if (to == null || !linked) {
            return;
        }
        switch (to) {
            case DISCOVER -> recorder.receive(answer.begin(MessageType.OFFER).unit(UNIT).cookie(1), now);
            case ATTACH -> recorder.receive(answer.begin(MessageType.ATTACHED).unit(UNIT)
                    .session(SESSION).epochCheck(EPOCH).window(RecorderMessage.MAX_UDP_WINDOW), now);
            default -> {
                while (held.remove(expected)) {
                    expected++;
                }
                int sack = held.stream().mapToInt(seq -> 1 << seq - expected - 1).sum();
                recorder.receive(answer.begin(MessageType.ACK).unit(UNIT).session(SESSION)
                        .ack(expected).sack(sack).window(RecorderMessage.MAX_UDP_WINDOW), now);
            }
        }
    }

    private void run(long nanos) {
        for (long end = now + nanos; now < end; now += STEP) {
            recorder.tick(now);
            answer();
        }
    }

    private int recorded() {
        return (int) (now / BETWEEN_PACKETS);
    }

    @Test
    void shouldSendTheOldestPacketAgainSoonWhenALongOutageEnds() {
        run(10 * SECOND);
        assertThat(recorded() - expected).isLessThan(2);
        linked = false;
        run(7 * SECOND);
        linked = true;

        // Tries after 0.5, 1.5, 3.5 and 7.5 seconds.
        run(1 * SECOND);

        assertThat(recorded() - expected).as("packets that are not acknowledged").isLessThan(2);
    }

    @Test
    void shouldNotWaitLongForAHoleOnceLaterPacketsArrive() {
        run(10 * SECOND);
        linked = false;
        run(7 * SECOND);
        linked = true;
        lost = expected;

        run(2 * SECOND);

        assertThat(lost).as("the try that was lost").isEqualTo(-1);
        assertThat(recorded() - expected).as("packets that are not acknowledged").isLessThan(2);
    }

    @Test
    void shouldSendLessAndLessWhileNobodyAnswers() {
        run(10 * SECOND);
        linked = false;
        run(SECOND);
        linked = true;
        // From here on it is heard by nobody who answers.
        int before = sent;
        for (long end = now + 30 * SECOND; now < end; now += STEP) {
            recorder.tick(now);
            due = null;
        }

        assertThat(sent - before).as("16 packets at 0.5, 2.5, 6.5, 14.5 s").isBetween(16, 5 * 16);
    }

    private final class Recording implements PacketSource {
        private int acknowledged;

        @Override
        public int oldest() {
            return acknowledged;
        }

        @Override
        public int end() {
            return recorded();
        }

        @Override
        public ByteBuf packet(int seq) {
            return Unpooled.buffer(8).writeLong(seq);
        }

        @Override
        public void acknowledged(int next) {
            acknowledged = next;
        }
    }

    private static final class Silent implements RecorderListener {
        @Override
        public void stateChanged(RecorderState state, String why) {
            // What it does is seen from what it sends.
        }

        @Override
        public void command(byte[] command) {
            throw new AssertionError("no command was sent");
        }

        @Override
        public void numberingLost(int expectedByServer) {
            throw new AssertionError("the numbering is the same");
        }
    }
}
