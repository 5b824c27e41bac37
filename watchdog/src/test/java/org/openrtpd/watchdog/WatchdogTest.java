package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openrtpd.watchdog.report.EventLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path work;
    private Watchdog watchdog;
    private Thread thread;

    private void watch(Duration grace, String script) throws IOException {
        watchdog = new Watchdog(List.of("sh", "-c", script), grace, EventLog.open(Optional.of(work.resolve("events"))));
        thread = new Thread(() -> {
            try {
                watchdog.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        watchdog.stop();
        thread.join(LIMIT.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    private List<String> events(String name) throws IOException {
        return Files.readAllLines(work.resolve("events")).stream()
                .filter(line -> line.contains("\"event\":\"" + name + "\"")).toList();
    }

    @Test
    void shouldStartTheCommandAgainWhenItEndsAndSayWhatItSaidLast() throws IOException {
        watch(Duration.ofSeconds(2), "echo 'out of \"luck\"' >&2; exit 3");

        await().atMost(LIMIT).untilAsserted(() -> assertThat(events("started")).hasSizeGreaterThan(1));
        // Seldom left out: the line is waited for only so long, and told with the next end.
        await().atMost(LIMIT).untilAsserted(() -> assertThat(events("last-line")).isNotEmpty());

        assertThat(events("exited").get(0)).contains("\"exitCode\":3").contains("\"restartInSeconds\":1");
        assertThat(events("last-line").get(0)).contains("out of \\\"luck\\\"");
    }

    @Test
    void shouldKillACommandThatDoesNotEndWhenAsked() throws Exception {
        Path deaf = work.resolve("deaf");
        watch(Duration.ofMillis(300),
                "trap '' TERM; : > '" + deaf + "'; while true; do sleep 0.1; done");
        // Before its trap is set, a shell ends when asked, as others do.
        await().atMost(LIMIT).until(() -> Files.exists(deaf));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(events("started")).hasSize(1));
        long pid = Long.parseLong(events("started").get(0).replaceAll(".*\"pid\":(\\d+).*", "$1"));
        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

        watchdog.stop();

        await().atMost(LIMIT).until(() -> !child.isAlive());
        assertThat(events("stopped")).hasSize(1);
    }

    @Test
    void shouldGoOnWhenTheCommandCannotBeStarted() throws IOException {
        watchdog = new Watchdog(List.of(work.resolve("nothing").toString()), Duration.ofSeconds(1),
                EventLog.open(Optional.of(work.resolve("events"))));
        thread = new Thread(() -> {
            try {
                watchdog.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();

        await().atMost(LIMIT).untilAsserted(
                () -> assertThat(events("cannot-start")).hasSizeGreaterThan(1));
    }
}
