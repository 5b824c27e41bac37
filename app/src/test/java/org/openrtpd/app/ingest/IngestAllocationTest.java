package org.openrtpd.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.datagram.BatchSocket;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;
import org.openrtpd.protocol.recorder.RecorderUdpCodec;
import org.openrtpd.protocol.recorder.WireDefect;
import org.openrtpd.storage.journal.Durability;

/** Counts what the thread allocates that takes packets in, journals and acknowledges them. */
class IngestAllocationTest {

    private static final int UNIT = 0x9E16;
    private static final int RECORDERS = 2;
    private static final int EPOCH = 0x1234_5678;
    private static final int PACKETS = 4096;

    /** Batches and the tick of the sessions may have some; an object for a packet has 16 or more. */
    private static final long MOST_BYTES = PACKETS * 2L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final RecorderUdpCodec codec = new RecorderUdpCodec();
    private final RecorderMessage message = new RecorderMessage();
    private final ByteBuf packet = Unpooled.buffer(1024).writeZero(1024);
    private final ByteBuf out = Unpooled.directBuffer(2048);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2048);
    private final List<Recorder> recorders = new ArrayList<>();
    @TempDir Path data;
    private IngestServer server;

    @BeforeEach
    void open() throws IOException {
        server = IngestServer.open(
                LoopbackConfig.of(data, Durability.PROCESS), new SimpleMeterRegistry());
        for (int i = 0; i < RECORDERS; i++) {
            recorders.add(new Recorder(UNIT + i, DatagramChannel.open().connect(server.udpAddress())));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Recorder recorder : recorders) {
            recorder.socket.close();
        }
        server.close();
        out.release();
    }

    /** Recorders in turns: each packet comes from another address than the one before. */
    @Test
    void shouldJournalAndAcknowledgeADatagramWithoutMakingAnObject() throws IOException {
        assumeThat(BatchSocket.unavailable()).as("this machine reads by the dozen").isEmpty();
        for (Recorder recorder : recorders) {
            recorder.attach();
        }

        // Code that is not compiled yet may allocate, so that the first rounds do not count.
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(1))
                .until(() -> allocatedByPackets() <= MOST_BYTES);

        assertThat(recorders).allMatch(recorder -> recorder.next >= PACKETS / RECORDERS);
    }

    private long allocatedByPackets() throws IOException {
        long thread = ingestThread();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int sent = 0; sent < PACKETS; sent += RECORDERS * RecorderMessage.MAX_UDP_WINDOW) {
            pushWindows();
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private static long ingestThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rtpd-ingest"))
                .findAny().orElseThrow().getId();
    }

    /** Sends packets until all windows are full, and waits until all are acknowledged. */
    private void pushWindows() throws IOException {
        for (int i = 0; i < RecorderMessage.MAX_UDP_WINDOW; i++) {
            for (Recorder recorder : recorders) {
                recorder.push();
            }
        }
        for (Recorder recorder : recorders) {
            recorder.awaitAcknowledged();
        }
    }

    private final class Recorder {
        private final int unit;
        private final DatagramChannel socket;
        private int session;
        private int next;

        Recorder(int unit, DatagramChannel socket) {
            this.unit = unit;
            this.socket = socket;
        }

        void attach() throws IOException {
            send(message.begin(MessageType.DISCOVER).unit(unit));
            receive(MessageType.OFFER);
            long cookie = message.cookie();
            send(message.begin(MessageType.ATTACH).unit(unit).cookie(cookie).epoch(EPOCH)
                    .epochCheck(EPOCH & 0xFFFF));
            receive(MessageType.ATTACHED);
            session = message.session();
        }

        void push() throws IOException {
            send(message.begin(MessageType.REFTEK).unit(unit).session(session).seq(next)
                    .epochCheck(EPOCH & 0xFFFF).payload(packet, 0, 1024));
            next++;
        }

        void awaitAcknowledged() throws IOException {
            do {
                receive(MessageType.ACK);
            } while (message.ack() != next);
        }

        private void send(RecorderMessage what) throws IOException {
            codec.encode(what, out.clear());
            socket.write(out.nioBuffer());
        }

        private void receive(MessageType type) throws IOException {
            in.clear();
            socket.read(in);
            WireDefect defect = codec.decode(Unpooled.wrappedBuffer(in.flip()), message);
            assertThat(defect).isEqualTo(WireDefect.NONE);
            assertThat(message.type()).isEqualTo(type);
        }
    }
}
