package org.openrtpd.watchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real socket of systemd's kind, which a Python program reads: the JDK has none. */
class SystemdNotifyTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String RECEIVER = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            name = sys.argv[1]
            s.bind('\\0' + name[1:] if name[0] == '@' else name)
            open(sys.argv[2], 'w').close()
            while True:
                text = s.recv(4096).decode()
                with open(sys.argv[2], 'a') as told:
                    told.write(text + chr(10))
            """;

    @TempDir Path work;
    private final List<String> complaints = new ArrayList<>();
    private long now = 1000;

    private SystemdNotify notify(String socket, String watchdogMicros) {
        Map<String, String> environment = new HashMap<>(Map.of("NOTIFY_SOCKET", socket));
        if (!watchdogMicros.isEmpty()) {
            environment.put("WATCHDOG_USEC", watchdogMicros);
        }
        return SystemdNotify.of(environment, () -> now, complaints::add);
    }

    private Process receive(String socket, Path told) {
        try {
            return new ProcessBuilder("python3", "-c", RECEIVER, socket, told.toString())
                    .inheritIO().start();
        } catch (IOException e) {
            assumeTrue(false, "there is no python3 to receive");
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "abstract"})
    void shouldTellSystemdWhatItIsTold(String kind) throws IOException {
        String socket = kind.equals("file") ? work.resolve("notify").toString()
                : "@openrtpd-test-" + ProcessHandle.current().pid();
        Path told = work.resolve("told");
        Process receiver = receive(socket, told);
        try {
            await().atMost(LIMIT).until(() -> Files.exists(told));
            SystemdNotify notify = notify(socket, "10000000");

            notify.ready();
            notify.alive();
            notify.alive();
            now += 4_999_999_999L;
            notify.alive();
            now += 1;
            notify.alive();
            notify.status("two\nlines");
            notify.stopping();

            await().atMost(LIMIT).until(() -> Files.readString(told).contains("STOPPING"));
            assertThat(Files.readAllLines(told)).containsExactly("READY=1", "WATCHDOG=1", "WATCHDOG=1",
                    "STATUS=two lines", "STOPPING=1");
            assertThat(complaints).isEmpty();
        } finally {
            receiver.destroyForcibly();
        }
    }

    @Test
    void shouldSayNothingWhereSystemdIsNot() {
        SystemdNotify notify = SystemdNotify.of(Map.of(), () -> now, complaints::add);
        notify.ready();
        notify.alive();
        notify.stopping();

        assertThat(complaints).isEmpty();
    }

    @Test
    void shouldComplainOnceWhenNobodyListens() {
        SystemdNotify notify = notify(work.resolve("nobody").toString(), "10000000");
        notify.ready();
        notify.alive();
        notify.stopping();

        assertThat(complaints).hasSize(1).first().asString().contains("READY=1");
    }

    @Test
    void shouldComplainOfANameThatIsNone() {
        notify("relative", "").ready();

        assertThat(complaints).hasSize(1).first().asString().contains("'relative' is no name");
    }

    @Test
    void shouldNotSpeakForAProcessThatSystemdDoesNotWatch() throws IOException {
        SystemdNotify notify = SystemdNotify.of(Map.of("NOTIFY_SOCKET", work.resolve("x").toString(),
                "WATCHDOG_USEC", "1000", "WATCHDOG_PID", "1"), () -> now, complaints::add);

        notify.alive();

        assertThat(complaints).as("nothing was sent that could fail").isEmpty();
    }
}
