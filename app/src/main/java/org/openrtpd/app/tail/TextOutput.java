package org.openrtpd.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.openrtpd.storage.journal.JournalEntry;

/** Lines for people. */
final class TextOutput implements EntryOutput {

    private final PacketDecoder decoder;
    private final TextLine line;
    private final OutputStream out;

    TextOutput(PacketDecoder decoder, Colours colours, OutputStream out) {
        this.decoder = decoder;
        this.line = new TextLine(decoder, colours);
        this.out = out;
    }

    @Override
    public void passOver(EntryView packet) {
        decoder.learn(packet);
    }

    @Override
    public void packet(EntryView packet) throws IOException {
        decoder.learn(packet);
        write(line.packet(packet));
    }

    /** Writes a packet that came over the network a moment ago. */
    void live(EntryView packet, long receivedNanos) throws IOException {
        decoder.learn(packet);
        write(line.live(packet, receivedNanos));
    }

    @Override
    public void marker(JournalEntry entry) throws IOException {
        write(line.marker(entry));
    }

    private void write(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void pause() throws IOException {
        out.flush();
        decoder.poll();
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
