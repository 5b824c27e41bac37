package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HangUpTest {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Started by nohup, say. Bit 0 of the mask is signal 1. */
    private static boolean isIgnored() throws Exception {
        return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> Character.digit(line.charAt(line.length() - 1), 16) % 2 == 1);
    }

    @Test
    void shouldCallTheTaskAtEachSignal() throws Exception {
        assumeTrue(Files.exists(STATUS), "no Linux, so nobody knows whether SIGHUP is ignored");
        assumeFalse(isIgnored(), "SIGHUP is ignored by whoever started this");
        AtomicInteger calls = new AtomicInteger();

        assertThat(HangUp.listen(calls::incrementAndGet)).isTrue();

        for (int i = 1; i <= 2; i++) {
            int wanted = i;
            new ProcessBuilder("kill", "-HUP", String.valueOf(ProcessHandle.current().pid()))
                    .start().waitFor();
            await().atMost(2, TimeUnit.MINUTES).until(() -> calls.get() == wanted);
        }
    }
}
