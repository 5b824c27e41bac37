package org.openrtpd.app.tail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.JournalTailer;
import org.openrtpd.storage.journal.PacketJournal;

/** A real journal whose entries are written by hand, with a clock that stands still. */
final class TestJournal implements AutoCloseable {

    static final int UNIT_9E16 = 0x9E16;
    static final int UNIT_91F5 = 0x91F5;
    static final int EPOCH = 0x8000_0001;
    static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:00.123456789Z");

    /** Both headers of a DT of unit 9E16, 2026-060 09:59:58.500, stream 1, channel 3. */
    static final String DT = "4454 10 26 9E16 060095958500 1024 0042 0007 00 02 0250 00 32";

    /** The same event's header. */
    static final String EH = "4548 10 26 9E16 060095958500 0416 0000 0007 00 00 0000 00 C0";

    /** A state of health packet, which has no extended header. */
    static final String SH = "5348 10 26 9E16 060095958500 0120 0009";

    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    private static final int PACKET = 1024;

    private final Path data;
    private final PacketJournal journal;

    TestJournal(Path data) {
        this.data = data;
        this.journal = JournalRecovery.open(new JournalConfig(
                data, Durability.PROCESS, 0, InstantSource.fixed(RECEIVED)), "start=1").journal();
    }

    /** A packet of 1024 bytes that begins with some, given as hex. */
    static byte[] packet(String hex) {
        byte[] begin = bytes(hex);
        byte[] packet = new byte[PACKET];
        System.arraycopy(begin, 0, packet, 0, begin.length);
        return packet;
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    TestJournal append(int unit, int seq, byte[] body) {
        ByteBuf packet = Unpooled.wrappedBuffer(body);
        journal.append(Transport.UDP, PEER, unit, EPOCH, seq, packet, 0, body.length);
        return this;
    }

    TestJournal append(int unit, int seq) {
        return append(unit, seq, packet(DT));
    }

    TestJournal appendGap(int unit, int firstLost, int goOn) {
        journal.appendGap(Transport.UDP, PEER, unit, EPOCH, firstLost, goOn);
        return this;
    }

    /** The newest entry, as a tailer reads it. */
    JournalEntry last() {
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                // On to the last one.
            }
        }
        return entry;
    }

    /** The packet in the newest entry. */
    EntryView lastPacket() {
        return new EntryView().of(last());
    }

    @Override
    public void close() {
        journal.close();
    }
}
