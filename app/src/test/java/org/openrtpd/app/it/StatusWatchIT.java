package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rtpd status --watch} on a terminal, while RTPD is started again. */
class StatusWatchIT {

    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String HOME = "\u001b[H";

    @TempDir Path work;

    @Test
    void shouldRedrawTheTableAndGoOnWhenRtpdIsStartedAgain() throws IOException {
        assumeTrue(Files.isExecutable(SCRIPT), "no terminal to be had: script is not installed");
        String http = "127.0.0.1:" + RtpdProcess.freePort();
        Path data = work.resolve("data");
        Path screen = work.resolve("screen");
        Process watch;
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0, "--http", http)) {
            String command = RtpdProcess.DISTRIBUTION.resolve("bin/rtpd")
                    + " status --watch --every 1s --http " + http;
            ProcessBuilder terminal = new ProcessBuilder(
                    SCRIPT.toString(), "-qfec", command, "/dev/null")
                    .redirectOutput(screen.toFile()).redirectErrorStream(true);
            terminal.environment().remove("NO_COLOR");
            terminal.environment().put("TERM", "xterm");
            watch = terminal.start();
            awaitOnScreen(screen, HOME + "0 stations: ", 2);
            assertThat(server.isAlive()).isTrue();
        }
        try {
            awaitOnScreen(screen, "does not answer", 1);
            assertThat(watch.isAlive()).isTrue();
            int seen = count(screen, "0 stations: ");
            try (RtpdProcess again = RtpdProcess.serve(work, data, 0, "--http", http)) {
                awaitOnScreen(screen, "0 stations: ", seen + 1);
                assertThat(again.isAlive()).isTrue();
            }
        } finally {
            watch.descendants().forEach(ProcessHandle::destroy);
            watch.destroy();
        }
    }

    private static void awaitOnScreen(Path screen, String text, int times) {
        await().atMost(RtpdProcess.LIMIT).until(() -> count(screen, text) >= times);
    }

    private static int count(Path screen, String text) throws IOException {
        return Files.readString(screen).split(Pattern.quote(text), -1).length - 1;
    }
}
