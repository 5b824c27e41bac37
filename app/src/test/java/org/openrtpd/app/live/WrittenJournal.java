package org.openrtpd.app.live;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.JournalTailer;
import org.openrtpd.storage.journal.PacketJournal;

/** A real journal, of which the test says when each packet was received. */
public final class WrittenJournal implements AutoCloseable {

    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final PacketJournal journal;
    private final JournalReader reader;
    private long nowNanos = RecordedPackets.TEN;
    private int seq;

    public WrittenJournal(Path data) {
        journal = JournalRecovery.open(new JournalConfig(
                data, Durability.PROCESS, 0, this::now), "start=1").journal();
        reader = JournalReader.open(data);
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, nowNanos);
    }

    /** Appends a packet that was received then. */
    public WrittenJournal append(ByteBuf packet, long receivedNanos) {
        nowNanos = receivedNanos;
        journal.append(Transport.UDP, PEER, packet.getUnsignedShort(4), 1, seq++, packet, 0,
                PacketHeader.PACKET_LENGTH);
        return this;
    }

    /** Appends a header, and data packets of two seconds each, each received when it ends. */
    public WrittenJournal appendData(int unit, int firstSequence, int packets) {
        for (int i = firstSequence; i < firstSequence + packets; i++) {
            long start = startNanos(i);
            append(RecordedPackets.data(unit, i, start), start + 2 * RecordedPackets.SECOND);
        }
        return this;
    }

    /** When the data packet of that number begins, the first one being number 1. */
    public static long startNanos(int sequence) {
        return RecordedPackets.TEN + (sequence - 1) * 2 * RecordedPackets.SECOND;
    }

    public JournalTailer tailer() {
        return reader.tailer();
    }

    @Override
    public void close() {
        reader.close();
        journal.close();
    }
}
