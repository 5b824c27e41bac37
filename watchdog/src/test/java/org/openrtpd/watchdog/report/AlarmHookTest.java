package org.openrtpd.watchdog.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmHookTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir Path work;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @Test
    void shouldGiveTheFactsOfEachAlarmToTheCommandInOrder() throws IOException {
        Path told = work.resolve("told");
        try (AlarmHook hook = AlarmHook.open("cat >> '" + told + "'", LIMIT, complaints::add)) {
            hook.tell(Map.of("alarm", "no-answer"));
            hook.tell(Map.of("alarm", "a \"quoted\" one"));
        }

        assertThat(Files.readString(told))
                .isEqualTo("{\"alarm\":\"no-answer\"}\n{\"alarm\":\"a \\\"quoted\\\" one\"}\n");
        assertThat(complaints).isEmpty();
    }

    @Test
    void shouldKillACommandThatHangsWithItsChildrenAndGoOnWithTheNext() throws IOException {
        Path told = work.resolve("told");
        String command = "read line; case $line in *hang*) sleep 600 & echo $! > '"
                + work.resolve("child") + "'; wait;; *) echo $line >> '" + told + "';; esac";
        try (AlarmHook hook = AlarmHook.open(command, Duration.ofSeconds(2), complaints::add)) {
            hook.tell(Map.of("alarm", "hang"));
            hook.tell(Map.of("alarm", "next"));

            await().atMost(LIMIT).until(() -> Files.exists(told));
        }

        assertThat(complaints).anyMatch(sentence -> sentence.contains("2000 ms and is killed"));
        long child = Long.parseLong(Files.readString(work.resolve("child")).strip());
        await().atMost(LIMIT).until(() -> ProcessHandle.of(child).isEmpty()
                || !ProcessHandle.of(child).get().isAlive());
    }

    @Test
    void shouldComplainOfACommandThatFailsAndOfOneThatDoesNotRead() {
        try (AlarmHook hook = AlarmHook.open("exit 3", LIMIT, complaints::add)) {
            hook.tell(Map.of("alarm", "x".repeat(1 << 20)));
        }

        assertThat(complaints).containsExactly("the alarm command ended with 3");
    }

    @Test
    void shouldNeverWaitForASlowCommandAndSayWhatItDropped() {
        AlarmHook hook = AlarmHook.open("sleep 600", Duration.ofSeconds(3), complaints::add);
        for (int i = 0; i < 100; i++) {
            hook.tell(Map.of("alarm", i));
        }

        assertThat(complaints).filteredOn(sentence -> sentence.contains("was not passed on"))
                .hasSizeBetween(35, 36);
        hook.close();
    }
}
