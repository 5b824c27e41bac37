package org.openrtpd.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.PacketJournal;

@Timeout(300)
class CommitLoopTest {

    private static final int UNIT = 0x9E16;
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(600);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path data;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final InstantSource clock = () -> now;
    private PacketJournal journal;
    private final Timer forces = new SimpleMeterRegistry().timer("forces");
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong told = new AtomicLong();
    private final ByteBuf packet = Unpooled.wrappedBuffer(new byte[1024]);
    private CommitLoop loop;

    @BeforeEach
    void open() {
        journal = JournalRecovery.open(
                new JournalConfig(data, Durability.DISK, 0, clock), "start=1")
                .journal();
    }

    @AfterEach
    void close() {
        loop.close();
        journal.close();
    }

    private void start(Duration interval, Runnable committed) {
        loop = new CommitLoop(journal, interval, () -> {
            told.incrementAndGet();
            committed.run();
        }, failures::add, forces);
        loop.start();
    }

    private long append(int seq) {
        return journal.append(Transport.UDP, PEER, UNIT, 1, seq, packet, 0, 1024);
    }

    private void awaitDurable(long position) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(1))
                .until(() -> loop.durable() >= position);
    }

    /** The position is told first: the force is counted, and then told, some moments behind it. */
    private void awaitForcesCountedAndTold(long count) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
            assertThat(forces.count()).isEqualTo(count);
            assertThat(told.get()).isEqualTo(count);
        });
    }

    @Test
    void shouldCommitEverythingThatIsAppended() {
        start(AT_ONCE, () -> {});

        for (int seq = 0; seq < 300; seq++) {
            long position = append(seq);
            loop.appended();
            if (seq % 50 == 49) {
                awaitDurable(position);
            }
        }

        assertThat(loop.durable()).isEqualTo(journal.appended());
        await().atMost(LIMIT).untilAsserted(
                () -> assertThat(told.get()).isEqualTo(forces.count()).isPositive());
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldNotMissAnAppendWhileItGoesToSleep() {
        start(AT_ONCE, () -> {});

        for (int seq = 0; seq < 200; seq++) {
            long position = append(seq);
            loop.appended();
            while (loop.durable() < position) {
                Thread.yield();
            }
        }

        assertThat(loop.durable()).isEqualTo(journal.appended());
    }

    @Test
    void shouldLetAllThatArrivesDuringOneForceShareTheNext() {
        CountDownLatch inFirst = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        start(AT_ONCE, () -> {
            inFirst.countDown();
            awaitUninterruptibly(goOn);
        });
        loop.appended();
        awaitUninterruptibly(inFirst);

        for (int seq = 0; seq < 500; seq++) {
            append(seq);
            loop.appended();
        }
        goOn.countDown();
        awaitDurable(journal.appended());

        awaitForcesCountedAndTold(2);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldKeepItsIntervalBetweenForces() {
        start(LONG, () -> {});
        loop.appended();
        awaitDurable(1);
        awaitForcesCountedAndTold(1);

        append(0);
        loop.appended();
        append(1);
        loop.appended();

        assertThat(loop.durable()).isEqualTo(1);
        assertThat(forces.count()).isEqualTo(1);
    }

    @Test
    void shouldCommitWhatIsLeftWhenItIsStoppedWithoutWaitingForItsInterval() {
        start(LONG, () -> {});
        loop.appended();
        awaitDurable(1);
        awaitForcesCountedAndTold(1);
        long last = append(0);
        loop.appended();

        loop.close();

        // Closing waits for a slow disk only so long; the force under way ends all the same.
        awaitDurable(last);
        awaitForcesCountedAndTold(2);
        assertThat(loop.durable()).isEqualTo(last);
        loop.close();
    }

    @Test
    void shouldReportAFailureOnceAndCommitNothingMore() throws Exception {
        now = now.plus(Duration.ofHours(1));
        append(0);
        makeForcesFail();
        start(AT_ONCE, () -> {});
        await().atMost(LIMIT).until(() -> !failures.isEmpty());
        append(1);
        loop.appended();
        loop.close();

        assertThat(failures).hasSize(1).first().isInstanceOf(JournalException.class);
        assertThat(failures.get(0)).hasMessageContaining("cannot force");
        assertThat(loop.durable()).isZero();
        assertThat(told.get()).isZero();
    }

    /** The file of a new hour that is gone cannot be opened to be forced for the first time. */
    private void makeForcesFail() throws Exception {
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            for (Path file : files.toList()) {
                Files.move(file, data.resolve(file.getFileName()));
            }
        }
    }
}
