package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.session.Transport;

class EntryWriterTest {

    private static final int ENTRIES = 10_000;
    private static final int ROUNDS = 60;

    @TempDir private Path data;

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @Test
    void shouldWritePeersOfBothKindsWhoeverTookTheirAddressApart() throws UnknownHostException {
        List<InetSocketAddress> peers = List.of(
                new PeerAddress(address("203.0.113.254"), 40_000),
                new PeerAddress(address("2001:db8:0:1::fe"), 2543),
                new InetSocketAddress(address("192.0.2.1"), 65_535),
                new InetSocketAddress(address("2001:db8::ffff:1"), 1));
        JournalFixture fixture = new JournalFixture(data);
        RecoveredJournal opened = fixture.open();
        for (InetSocketAddress peer : peers) {
            opened.journal().appendGap(Transport.UDP, peer, 0x9E16, 1, 0, 1);
        }

        try (JournalTailer tailer = opened.journal().tailer()) {
            JournalEntry entry = new JournalEntry();
            for (InetSocketAddress peer : peers) {
                do {
                    assertThat(tailer.next(entry)).isTrue();
                } while (entry.kind() != EntryKind.GAP);
                assertThat(entry.peer()).isEqualTo(peer);
            }
        }
        opened.journal().close();
    }

    @Test
    void shouldMakeNoObjectWherePeersTakeTurns() throws UnknownHostException {
        EntryWriter writer = new EntryWriter();
        InetSocketAddress[] peers = {new PeerAddress(address("203.0.113.254"), 40_000),
            new PeerAddress(address("2001:db8:0:1::fe"), 2543)};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();

        // The first rounds are of code that is not compiled yet.
        long least = LongStream.generate(() -> {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < ENTRIES; i++) {
                writer.header(EntryKind.PACKET, Transport.UDP, peers[i % 2], i, 0x9E16, 1, i, 1024);
            }
            return threads.getThreadAllocatedBytes(thread) - before;
        }).limit(ROUNDS).min().orElseThrow();

        assertThat(least).isLessThan(ENTRIES);
    }
}
