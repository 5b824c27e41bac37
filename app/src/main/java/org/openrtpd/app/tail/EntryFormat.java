package org.openrtpd.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.openrtpd.storage.journal.JournalEntry;

/** How {@code tail} writes what it reads. */
enum EntryFormat {
    TEXT {
        @Override
        void packet(EntryView packet, OutputStream out) throws IOException {
            out.write((TextLine.packet(packet) + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        void marker(JournalEntry entry, OutputStream out) throws IOException {
            out.write((TextLine.marker(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    },
    JSON {
        @Override
        void packet(EntryView packet, OutputStream out) throws IOException {
            out.write((JsonLine.packet(packet) + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        void marker(JournalEntry entry, OutputStream out) throws IOException {
            out.write((JsonLine.marker(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    },
    RAW {
        @Override
        void packet(EntryView packet, OutputStream out) throws IOException {
            JournalEntry entry = packet.entry();
            out.write(entry.body().array(), entry.body().arrayOffset() + entry.bodyStart(),
                    entry.bodyLength());
        }

        @Override
        void marker(JournalEntry entry, OutputStream out) {
            // Only the bytes of packets.
        }
    };

    abstract void packet(EntryView packet, OutputStream out) throws IOException;

    abstract void marker(JournalEntry entry, OutputStream out) throws IOException;
}
