package org.openrtpd.app.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.RecoveredJournal;

/** What comes twice over the leg without numbers stands once in the journal. */
class UpstreamPacketsTest {

    private static final int UNIT_9E16 = 0x9E16;
    private static final int UNIT_91F5 = 0x91F5;
    private static final InetSocketAddress FROM =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 2543);

    @TempDir Path data;

    private RecoveredJournal open(InstantSource clock) {
        return JournalRecovery.open(new JournalConfig(data, Durability.PROCESS, 0, clock), "start=1");
    }

    private static UpstreamPackets learned(RecoveredJournal journal, Instant now) {
        UpstreamPackets packets = new UpstreamPackets(journal.journal());
        journal.numberings().all().forEach(n -> packets.restore(n.unit(), n.next()));
        packets.learn(now.toEpochMilli() * 1_000_000L);
        return packets;
    }

    private static ByteBuf packet(int unit, int content) {
        return Unpooled.buffer(1024).writeZero(1024)
                .setByte(0, 'D').setByte(1, 'T').setShort(4, unit).setInt(100, content);
    }

    private static long appended(UpstreamPackets packets, int unit, int count) {
        return IntStream.range(0, count)
                .filter(i -> packets.take(unit, packet(unit, i), 0, 1024, FROM)
                        == UpstreamPackets.Outcome.APPENDED)
                .count();
    }

    @Test
    void shouldKnowAllThatTheBuffersOfAConnectionHoldOfOneUnit() {
        RecoveredJournal journal = open(InstantSource.system());
        UpstreamPackets packets = new UpstreamPackets(journal.journal());
        assertThat(appended(packets, UNIT_9E16, RecentContent.PER_UNIT)).isEqualTo(RecentContent.PER_UNIT);

        assertThat(appended(packets, UNIT_9E16, RecentContent.PER_UNIT)).isZero();
        journal.journal().close();
    }

    @Test
    void shouldKnowTheLastPacketsOfEveryUnitAfterALongTimeDown() {
        Instant first = Instant.parse("2026-03-01T00:00:00Z");
        RecoveredJournal quiet = open(InstantSource.fixed(first));
        assertThat(appended(new UpstreamPackets(quiet.journal()), UNIT_91F5, 20)).isEqualTo(20);
        quiet.journal().close();
        RecoveredJournal busy = open(InstantSource.fixed(first.plus(Duration.ofDays(3))));
        assertThat(appended(new UpstreamPackets(busy.journal()), UNIT_9E16, 100)).isEqualTo(100);
        busy.journal().close();

        Instant now = first.plus(Duration.ofDays(10));
        RecoveredJournal again = open(InstantSource.fixed(now));
        UpstreamPackets packets = learned(again, now);

        assertThat(appended(packets, UNIT_9E16, 100)).isZero();
        assertThat(appended(packets, UNIT_91F5, 20)).isZero();
        again.journal().close();
    }
}
