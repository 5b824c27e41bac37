package org.openrtpd.app.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.it.RtpdProcess;
import org.openrtpd.app.tail.JournalCheck;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/** A thousand recorders at once, each with a full window under way, on one RTPD. */
class ManyRecordersIT {

    private static final int RECORDERS = 1000;
    private static final int FIRST_UNIT = 0x9100;
    private static final int FIRST_ROUND = 100;
    private static final int SECOND_ROUND = 300;
    private static final long LIMIT_SECONDS = 600;
    private static final long GROWTH_LIMIT_KIB = 64 << 10;

    /** All of the heap is there from the start, so that what grows is none of the collector's choice. */
    private static final Map<String, String> FIXED_HEAP =
            Map.of("RTPD_JAVA_OPTS", "-Xms256m -Xmx256m -XX:+AlwaysPreTouch");

    @TempDir Path work;

    /** Packets that hold their unit and number, as many as the test has released. */
    private static final class Counted implements RecorderSupply {
        private final int unit;
        private final ByteBuf packet = Unpooled.wrappedBuffer(new byte[1024]);
        private volatile int total;
        private volatile int acknowledged;

        Counted(int unit, int total) {
            this.unit = unit;
            this.total = total;
        }

        @Override
        public int unit() {
            return unit;
        }

        @Override
        public int epoch() {
            return unit * 31;
        }

        @Override
        public void release(long nowNanos) {
            // All there is may go at once.
        }

        @Override
        public int count() {
            return total;
        }

        @Override
        public int acknowledgedCount() {
            return acknowledged;
        }

        @Override
        public boolean isDone() {
            return acknowledged == total;
        }

        @Override
        public int oldest() {
            return acknowledged;
        }

        @Override
        public int end() {
            return total;
        }

        @Override
        public ByteBuf packet(int seq) {
            return packet.setInt(100, unit).setInt(104, seq);
        }

        @Override
        public void acknowledged(int next) {
            acknowledged = next;
        }

        @Override
        public boolean answer(byte[] bytes) {
            return false;
        }
    }

    @Test
    void shouldTakeInAThousandRecordersWithoutGrowing() throws Exception {
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0, FIXED_HEAP)) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            run(address, FIRST_ROUND);
            run(address, SECOND_ROUND);
            long afterSome = anonymousKib(server.pid());
            run(address, SECOND_ROUND + FIRST_ROUND);
            run(address, 2 * SECOND_ROUND);
            long afterMore = anonymousKib(server.pid());

            assertThat(afterMore - afterSome).as("KiB for twice as many packets")
                    .isLessThan(GROWTH_LIMIT_KIB);
            server.terminate();
            server.exitCode(RtpdProcess.LIMIT);
        }
        JournalCheck check = JournalCheck.of(data);
        assertThat(check.isClean()).isTrue();
        assertEachPacketHoldsItsOwnBytes(data);
    }

    /** Lets every recorder go on until it has sent so many packets. */
    private static void run(InetSocketAddress server, int total) throws Exception {
        try (Sender sender = new Sender(server, new SplittableRandom(total))) {
            LossyLink perfect = new LossyLink(0, 0, 0, 0, new SplittableRandom(1));
            for (int i = 0; i < RECORDERS; i++) {
                sender.addUdp(new Counted(FIRST_UNIT + i, total), perfect);
            }
            sender.start().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void assertEachPacketHoldsItsOwnBytes(Path data) {
        Map<Integer, Integer> next = new HashMap<>();
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                if (!entry.isPacket()) {
                    continue;
                }
                assertThat(entry.seq()).isEqualTo(next.getOrDefault(entry.unit(), 0));
                assertThat(entry.body().getInt(entry.bodyStart() + 100)).isEqualTo(entry.unit());
                assertThat(entry.body().getInt(entry.bodyStart() + 104)).isEqualTo(entry.seq());
                next.put(entry.unit(), entry.seq() + 1);
            }
        }
        assertThat(next).hasSize(RECORDERS).allSatisfy(
                (unit, count) -> assertThat(count).isEqualTo(2 * SECOND_ROUND));
    }

    /** Memory of its own, without the mapped journal. */
    private static long anonymousKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }
}
