package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A conversation written by hand: who says which bytes, in order. */
record Transcript(List<Line> lines) {

    /**
     * One message.
     *
     * @param client true when the client sends it
     * @param unasked true when it is no answer, nor due in the handshake
     */
    record Line(boolean client, boolean unasked, byte[] bytes) {

        private static Line of(String text) {
            String[] halves = text.split("#", 2)[0].split(":", 2);
            byte[] bytes = ByteBufUtil.decodeHexDump(halves[1].replace(" ", ""));
            return new Line(halves[0].startsWith("C"), halves[0].endsWith("!"), bytes);
        }

        String hex() {
            return ByteBufUtil.hexDump(bytes);
        }
    }

    static Transcript read(String name) {
        try (InputStream file = Transcript.class.getResourceAsStream("/client-leg/" + name)) {
            return new Transcript(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All bytes that the client sends, with the places where a message begins forgotten. */
    byte[] fromClient() {
        return joined(lines.stream().filter(Line::client));
    }

    /** All that the server says, as hex, one entry a message; without what it says unasked. */
    List<String> answers() {
        return lines.stream().filter(l -> !l.client() && !l.unasked()).map(Line::hex).toList();
    }

    private static byte[] joined(Stream<Line> lines) {
        StringBuilder hex = new StringBuilder();
        lines.forEach(line -> hex.append(line.hex()));
        return ByteBufUtil.decodeHexDump(hex);
    }
}
