package org.openrtpd.watchdog.process;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts what a process prints into lines that may be shown in a terminal: much of it is what somebody on
 * the network said, so that control characters become question marks.
 */
final class LineCutter {

    /** Length above which a line is told in pieces, in bytes. */
    static final int LONGEST_LINE = 8 << 10;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** Takes the readable bytes, and gives each line that they end. */
    void cut(ByteBuffer bytes, Consumer<String> lines) {
        while (bytes.hasRemaining()) {
            byte each = bytes.get();
            if (each == '\n' || line.size() == LONGEST_LINE) {
                lines.accept(text());
            }
            if (each != '\n') {
                line.write(each);
            }
        }
    }

    /** The line that has no end, when nothing follows any more. */
    Optional<String> rest() {
        return line.size() == 0 ? Optional.empty() : Optional.of(text());
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text.replaceAll("\r$", "").replaceAll("[\\p{Cntrl}\u0080-\u009f&&[^\t]]", "?");
    }
}
