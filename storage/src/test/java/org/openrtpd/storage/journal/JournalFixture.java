package org.openrtpd.storage.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.session.Transport;

/** A journal in a directory of its own, with a clock that only the test moves. */
final class JournalFixture {

    static final int UNIT = 0x9E16;
    static final int EPOCH = 0x1234_5678;
    static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    private static final int SEQ_IN_BODY = 16;

    /** A clock that stands still until it is told otherwise. */
    static final class HandClock implements InstantSource {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }
    }

    final HandClock clock = new HandClock();
    final Path data;
    private final Durability durability;

    JournalFixture(Path data) {
        this(data, Durability.DISK);
    }

    JournalFixture(Path data, Durability durability) {
        this.data = data;
        this.durability = durability;
    }

    RecoveredJournal open() {
        return JournalRecovery.open(new JournalConfig(data, durability, 0, clock), "start=1");
    }

    static ByteBuf packet(int seq) {
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        for (int i = 0; i < 256; i++) {
            bytes.putInt(seq * 31 + i);
        }
        bytes.putInt(SEQ_IN_BODY, seq);
        // In one go, since leak detection notes every access.
        return Unpooled.directBuffer(1024, 1024).writeBytes(bytes.array());
    }

    static long append(PacketJournal journal, int seq) {
        return append(journal, UNIT, seq);
    }

    static long append(PacketJournal journal, int unit, int seq) {
        ByteBuf packet = packet(seq);
        try {
            return journal.append(Transport.UDP, PEER, unit, EPOCH, seq, packet, 0, 1024);
        } finally {
            packet.release();
        }
    }

    static void append(PacketJournal journal, int from, int to, Duration pause, HandClock clock) {
        for (int seq = from; seq < to; seq++) {
            append(journal, seq);
            clock.advance(pause);
        }
    }

    /** Numbers of all packets that a tailer reads from where it is. */
    static List<Integer> seqs(JournalTailer tailer) {
        List<Integer> seqs = new ArrayList<>();
        JournalEntry entry = new JournalEntry();
        while (tailer.next(entry)) {
            if (entry.isPacket()) {
                seqs.add(entry.seq());
                if (entry.body().getInt(entry.bodyStart() + SEQ_IN_BODY) != entry.seq()) {
                    throw new AssertionError("packet " + entry.seq() + " has another's bytes");
                }
            }
        }
        return seqs;
    }

    List<Integer> allSeqs() {
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            return seqs(tailer);
        }
    }

    static List<Integer> range(int from, int to) {
        List<Integer> range = new ArrayList<>();
        for (int i = from; i < to; i++) {
            range.add(i);
        }
        return range;
    }
}
