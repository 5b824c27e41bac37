package org.openrtpd.app.it;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * The packets of a journal that another process writes, read in this one: asking again and again
 * costs no JVM that would keep the server from the processor.
 */
final class JournalBytes {

    private JournalBytes() {}

    static int packets(Path data) {
        int packets = 0;
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                if (entry.isPacket()) {
                    packets++;
                }
            }
        }
        return packets;
    }

    /** All packets behind one another, as {@code tail --format raw} shows them. */
    static byte[] of(Path data) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                if (entry.isPacket()) {
                    byte[] packet = new byte[entry.bodyLength()];
                    entry.body().getBytes(entry.bodyStart(), packet);
                    all.writeBytes(packet);
                }
            }
        }
        return all.toByteArray();
    }
}
