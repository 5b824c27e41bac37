package org.openrtpd.app.bench.journal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.openrtpd.app.bench.load.Bodies;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.PacketJournal;

/**
 * A journal written by this process alone, faster than packets could be pushed: a hundred recorders
 * in turns, a file for every GiB, the last of which is of the hour before.
 */
final class MadeJournal {

    private static final int RECORDERS = 100;
    private static final int FIRST_UNIT = 0x9000;
    private static final int EPOCH = 0x0BE9C400;
    private static final long ENTRY_BYTES = 1076;
    private static final long FILE_BYTES = 1L << 30;

    private MadeJournal() {}

    /** Writes about so many bytes of entries below a data directory; returns how many entries. */
    static long write(Path data, long bytes) {
        long entries = bytes / ENTRY_BYTES;
        long hours = (bytes + FILE_BYTES - 1) / FILE_BYTES;
        AtomicReference<Instant> clock =
                new AtomicReference<>(Instant.now().minus(Duration.ofHours(hours)));
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        ByteBuf bodies = Unpooled.wrappedBuffer(Bodies.make());
        try (PacketJournal journal = JournalRecovery.open(
                new JournalConfig(data, Durability.PROCESS, 0, clock::get), "bench").journal()) {
            for (long i = 0; i < entries; i++) {
                if (i > 0 && i % (FILE_BYTES / ENTRY_BYTES) == 0) {
                    clock.set(clock.get().plus(Duration.ofHours(1)));
                }
                int body = (int) (i % Bodies.COUNT) * Bodies.LENGTH;
                long position = journal.append(Transport.UDP, peer, FIRST_UNIT + (int) (i % RECORDERS),
                        EPOCH, (int) (i / RECORDERS), bodies, body, Bodies.LENGTH);
                if (position == PacketJournal.REFUSED) {
                    throw new CommandFailed("the disk has no room for a journal of " + bytes
                            + " bytes: name another place with --dir, or smaller --sizes");
                }
            }
        }
        return entries;
    }
}
