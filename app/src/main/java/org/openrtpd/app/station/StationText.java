package org.openrtpd.app.station;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes of a station file as text: UTF-8, with or without the mark that Windows puts before it. */
final class StationText {

    /** Longest file. */
    static final int MOST_BYTES = 16 << 20;

    private static final char MARK = '\uFEFF';

    private StationText() {}

    /** The text; nothing, and a mistake, when it is none. */
    static Optional<String> of(byte[] bytes, Mistakes mistakes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            mistakes.add(lineAt(bytes, in.position()),
                    "there is a letter here that is not UTF-8; save the file as UTF-8");
            return Optional.empty();
        }
        out.flip();
        if (out.hasRemaining() && out.get(out.position()) == MARK) {
            out.get();
        }
        return Optional.of(out.toString());
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
