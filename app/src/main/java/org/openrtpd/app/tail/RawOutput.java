package org.openrtpd.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import org.openrtpd.storage.journal.JournalEntry;

/** The bytes of packets and nothing else; nothing is looked at. */
final class RawOutput implements EntryOutput {

    private final OutputStream out;

    RawOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void packet(EntryView packet) throws IOException {
        packet.bytes().getBytes(packet.start(), out, packet.length());
    }

    @Override
    public void passOver(EntryView packet) {
        // Bytes need no explanation.
    }

    @Override
    public void marker(JournalEntry entry) {
        // Only the bytes of packets.
    }

    @Override
    public void pause() throws IOException {
        out.flush();
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
