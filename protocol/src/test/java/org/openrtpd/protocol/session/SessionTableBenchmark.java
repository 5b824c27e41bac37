package org.openrtpd.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openrtpd.protocol.recorder.MessageType;
import org.openrtpd.protocol.recorder.RecorderMessage;

/**
 * Nanoseconds for a packet in the sessions alone, from a decoded datagram to its acknowledgement,
 * without sockets and journal: recorder after recorder, in batches of 64. What more recorders cost
 * is what their sessions miss in the processor's caches.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SessionTableBenchmark {

    private static final int BATCH = 64;
    private static final int FIRST_UNIT = 0x9000;
    private static final int EPOCH = 0x1234_5678;

    @Param({"100", "10000"})
    public int recorders;

    private final RecorderMessage message = new RecorderMessage();
    private final ByteBuf packet = Unpooled.directBuffer(1024).writeZero(1024);
    private final CountingSink sink = new CountingSink();
    private Recorder[] from;
    private SessionTable table;
    private int turn;

    /** A recorder as the server sees it, which keeps what the server tells it. */
    private static final class Recorder implements DatagramSource, RecorderLink {
        private final InetSocketAddress address;
        private int session;
        private int next;

        Recorder(int number) {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1 + number);
        }

        @Override
        public boolean isPeerOf(RecorderLink link) {
            return link == this;
        }

        @Override
        public RecorderLink link() {
            return this;
        }

        @Override
        public InetSocketAddress peer() {
            return address;
        }

        @Override
        public Transport transport() {
            return Transport.UDP;
        }

        @Override
        public void send(RecorderMessage answer) {
            session = answer.session();
        }

        @Override
        public void close() {
            // A UDP address is given up by forgetting it.
        }
    }

    private static final class CountingSink implements PacketSink {
        private long position;

        @Override
        public boolean accepts() {
            return true;
        }

        @Override
        public long append(Transport transport, InetSocketAddress peer, int unit, int epoch, int seq,
                ByteBuf bytes, int start, int lengthBytes) {
            return ++position;
        }

        @Override
        public long appendGap(Transport transport, InetSocketAddress peer, int unit, int epoch,
                int firstLost, int goOn) {
            return ++position;
        }
    }

    private static final class Nobody implements SessionListener {
        @Override
        public void attached(RecorderSession session, int goOn) {}

        @Override
        public void rebound(RecorderSession session, InetSocketAddress before) {}

        @Override
        public void detached(RecorderSession session, DetachReason reason) {}

        @Override
        public void gap(RecorderSession session, int firstLost, int goOn) {}

        @Override
        public void unitContested(RecorderSession session, InetSocketAddress other) {}

        @Override
        public void refused(int unit, InetSocketAddress peer, SessionCount reason) {}

        @Override
        public void commandDone(RecorderSession session, boolean acknowledged) {}
    }

    @Setup
    public void attach() {
        AttachCookie cookies = new AttachCookie(new byte[32]);
        SessionLimits limits = new SessionLimits(
                recorders, 1 << 20, 1 << 16, Integer.MAX_VALUE, 256, Long.MAX_VALUE, unit -> true);
        table = new SessionTable(limits, cookies, new SplittableRandom(1), 1, sink,
                new Nobody(), ByteBufAllocator.DEFAULT);
        from = new Recorder[recorders];
        for (int i = 0; i < recorders; i++) {
            from[i] = new Recorder(i);
            table.datagram(message.begin(MessageType.ATTACH).unit(FIRST_UNIT + i).epoch(EPOCH)
                    .epochCheck(EPOCH & 0xFFFF)
                    .cookie(cookies.issue(from[i].address, FIRST_UNIT + i, 0)), from[i], 0);
        }
        if (table.attached() != recorders) {
            throw new IllegalStateException(table.attached() + " of " + recorders + " attached");
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int packets() {
        for (int i = 0; i < BATCH; i++) {
            Recorder recorder = from[turn];
            table.datagram(message.begin(MessageType.REFTEK).unit(FIRST_UNIT + turn)
                    .session(recorder.session).epochCheck(EPOCH & 0xFFFF).seq(recorder.next++)
                    .payload(packet, 0, 1024), recorder, 0);
            turn = turn + 1 == recorders ? 0 : turn + 1;
        }
        table.committed(sink.position);
        table.sendAcks(0);
        return turn;
    }
}
