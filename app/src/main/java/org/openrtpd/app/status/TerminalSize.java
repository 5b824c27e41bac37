package org.openrtpd.app.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How much fits on the terminal.
 *
 * @param columns characters in a line
 * @param lines on the screen
 */
record TerminalSize(int columns, int lines) {

    static final TerminalSize UNBOUNDED = new TerminalSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final TerminalSize USUAL = new TerminalSize(80, 24);
    private static final int LEAST_COLUMNS = 40;
    private static final int LEAST_LINES = 5;

    /** As it is now: windows change. The JDK does not know it, so the system's stty is asked. */
    static TerminalSize now() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            String answer =
                    new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
            return parse(answer.strip());
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    static TerminalSize parse(String answer) {
        if (!answer.matches("[0-9]{1,5} [0-9]{1,5}")) {
            return USUAL;
        }
        String[] words = answer.split(" ");
        int lines = Integer.parseInt(words[0]);
        int columns = Integer.parseInt(words[1]);
        return lines == 0 || columns == 0 ? USUAL
                : new TerminalSize(Math.max(LEAST_COLUMNS, columns), Math.max(LEAST_LINES, lines));
    }
}
