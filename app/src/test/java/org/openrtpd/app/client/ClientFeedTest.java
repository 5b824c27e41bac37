package org.openrtpd.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.app.client.PacketSource.Kind;
import org.openrtpd.protocol.client.FrameType;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.PacketFrame;
import org.openrtpd.protocol.client.Pmask;
import org.openrtpd.storage.journal.JournalTailer;

class ClientFeedTest {

    private static final int FIRST_UNIT = 0x9E10;
    private static final int UNITS = 3;
    private static final int ALL = 0;
    private static final int MOST_CLIENTS = 9;

    /** More than all readers together keep. */
    private static final int MANY = 70 * PacketBlock.MAX_PACKETS;

    @TempDir Path data;
    private PacketSource source;
    private PacketReaders readers;
    private final DeliveredPackets delivered = new DeliveredPackets(InstantSource.system());
    private final List<Fed> clients = new ArrayList<>();

    /** A client, what it asked for, and the number of the first packet behind its place. */
    private record Fed(FedClient client, int unit, int from) {}

    @BeforeEach
    void open() {
        source = new PacketSource(data);
        readers = new PacketReaders(source::tailer, PooledByteBufAllocator.DEFAULT);
    }

    @AfterEach
    void close() {
        clients.forEach(fed -> fed.client.close());
        source.close();
    }

    private FedClient attach(LegVersion version, int unit) {
        JournalTailer tailer = source.tailer();
        tailer.toEnd();
        int pmask = unit == ALL ? version.allTypes() : Pmask.DT;
        FedClient client = new FedClient(version, unit, pmask, readers, tailer, delivered);
        clients.add(new Fed(client, unit, source.size()));
        return client;
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            source.append(Kind.DATA, FIRST_UNIT + i % UNITS);
        }
    }

    private void pumpToTheEnd() {
        boolean more = true;
        while (more) {
            more = false;
            for (Fed fed : clients) {
                more |= fed.client.pump();
            }
        }
    }

    private void assertThatAllGotTheirs() {
        for (Fed fed : clients) {
            assertThat(fed.client.numbers).isEqualTo(source.expected(fed.from, fed.unit));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveEachClientItsPacketsOnceAndInOrderWhoeverStallsWhen(long seed) {
        Random random = new Random(seed);
        int mostReaders = 0;
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> appendSome(random);
                case 2 -> any(random, fed -> fed.client.stall(random.nextInt(2)));
                case 3 -> any(random, fed -> fed.client.say(
                        random.nextBoolean() ? FrameType.STOP : FrameType.START));
                case 4 -> changeClients(random);
                default -> any(random, fed -> fed.client.pump());
            }
            mostReaders = Math.max(mostReaders, readers.count());
        }
        clients.forEach(fed -> {
            fed.client.stall(0);
            fed.client.say(FrameType.START);
        });
        pumpToTheEnd();
        // Those who came to the end first meet those who came last.
        pumpToTheEnd();

        assertThat(clients).isNotEmpty();
        assertThatAllGotTheirs();
        assertThat(mostReaders).as("readers of those who stalled").isGreaterThan(1);
        assertThat(readers.count()).as("readers of those who have caught up").isEqualTo(1);
    }

    private void any(Random random, Consumer<Fed> work) {
        if (!clients.isEmpty()) {
            work.accept(clients.get(random.nextInt(clients.size())));
        }
    }

    private void changeClients(Random random) {
        if (clients.size() == MOST_CLIENTS) {
            clients.remove(random.nextInt(MOST_CLIENTS)).client.close();
            return;
        }
        LegVersion version = LegVersion.values()[random.nextInt(2)];
        attach(version, random.nextBoolean() ? ALL : FIRST_UNIT + random.nextInt(UNITS));
    }

    private void appendSome(Random random) {
        if (random.nextInt(20) == 0) {
            source.beginNextHour();
        }
        int count = random.nextInt(random.nextBoolean() ? 4 : 600);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(40);
            int unit = FIRST_UNIT + random.nextInt(UNITS);
            if (kind < Kind.values().length) {
                source.append(Kind.values()[kind], unit);
            } else if (kind == Kind.values().length) {
                source.appendGap(unit);
            } else {
                source.append(Kind.DATA, unit);
            }
        }
    }

    @Test
    void shouldReadOnceForAllThatFollow() {
        attach(LegVersion.V1, ALL);
        attach(LegVersion.V2, ALL);
        attach(LegVersion.V2, FIRST_UNIT);
        append(1000);
        pumpToTheEnd();

        assertThat(readers.count()).isEqualTo(1);
        assertThatAllGotTheirs();
    }

    @Test
    void shouldReadByItselfForOneThatCannotFollowUntilItHasCaughtUp() {
        attach(LegVersion.V1, ALL);
        FedClient slow = attach(LegVersion.V1, ALL);
        append(1);
        pumpToTheEnd();
        slow.stall(1);
        append(MANY);
        pumpToTheEnd();
        assertThat(slow.numbers).hasSize(1);

        slow.stall(0);
        slow.pump();
        assertThat(readers.count()).isEqualTo(2);
        pumpToTheEnd();

        assertThat(readers.count()).isEqualTo(1);
        assertThatAllGotTheirs();
    }

    @Test
    void shouldGoOnWithOthersBehindWhatItDropsOnFlush() {
        attach(LegVersion.V1, ALL);
        FedClient flushing = attach(LegVersion.V1, ALL);
        append(10);
        flushing.say(FrameType.FLUSH);
        append(10);
        pumpToTheEnd();

        assertThat(flushing.numbers).isEqualTo(source.expected(10, ALL));
        assertThat(readers.count()).isEqualTo(1);
    }

    @Test
    void shouldReadNothingForOneThatWantsNothing() {
        FedClient resting = attach(LegVersion.V1, ALL);
        resting.say(FrameType.STOP);
        append(100);
        pumpToTheEnd();

        assertThat(readers.count()).isZero();
        resting.say(FrameType.START);
        pumpToTheEnd();
        assertThatAllGotTheirs();
    }

    @Test
    void shouldKnowWhenTheLastPacketOfAUnitWentOut() {
        delivered.atThisTime();
        attach(LegVersion.V1, FIRST_UNIT);
        append(UNITS * 10);
        pumpToTheEnd();

        assertThat(delivered.takeCount()).isEqualTo(10);
        assertThat(delivered.lastOf(FIRST_UNIT)).isPositive();
        assertThat(delivered.lastOf(FIRST_UNIT + 1)).isZero();
    }

    @Test
    void shouldAllocateNextToNothingForAPacket() {
        // The detector itself allocates for every access to a buffer.
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try {
            FedClient everything = attach(LegVersion.V2, ALL);
            FedClient some = attach(LegVersion.V1, FIRST_UNIT);
            append(MANY);
            drain(everything, some);
            append(2 * MANY);

            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            long bytes = drain(everything, some);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            long packets = bytes / PacketFrame.LONGEST;
            assertThat(packets).isGreaterThan(2 * MANY);
            assertThat(allocated / packets).as("bytes for a packet").isLessThan(40);
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    private static long drain(FedClient... all) {
        long bytes = 0;
        long now = 1;
        while (now > 0) {
            now = 0;
            for (FedClient client : all) {
                now += client.pumpAndDiscard();
            }
            bytes += now;
        }
        return bytes;
    }
}
