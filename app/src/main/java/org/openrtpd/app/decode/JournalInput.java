package org.openrtpd.app.decode;

import java.io.IOException;
import java.nio.file.Path;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.status.StatusFrame;
import org.openrtpd.storage.journal.EntryDefect;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * The packets of a journal, in its order, also while RTPD writes it: a second reading ends where
 * the first one did.
 */
public final class JournalInput implements PacketInput {

    private final Path data;
    private final StatusFrame frame = new StatusFrame();
    private long end = Long.MAX_VALUE;

    public JournalInput(Path data) {
        this.data = data;
    }

    @Override
    public String name() {
        return data.toString();
    }

    @Override
    public void read(PacketVisitor visitor) throws IOException {
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            JournalEntry entry = new JournalEntry();
            long last = -1;
            while (last < end && tailer.next(entry) && entry.index() <= end) {
                last = entry.index();
                visit(entry, visitor);
            }
            end = last;
        } catch (JournalException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void visit(JournalEntry entry, PacketVisitor visitor) throws IOException {
        if (entry.defect() != EntryDefect.NONE) {
            visitor.other(OtherEntry.damaged(entry));
        } else if (entry.isPacket() && entry.bodyLength() == PacketHeader.PACKET_LENGTH) {
            visitor.packet(entry.body(), entry.bodyStart(), entry.bodyLength());
        } else if (entry.isPacket()) {
            visitor.other(OtherEntry.of(entry, frame));
        }
    }

    @Override
    public void keep() {
        // It stays where it is.
    }

    @Override
    public void close() {
        // Nothing is open between two readings.
    }
}
