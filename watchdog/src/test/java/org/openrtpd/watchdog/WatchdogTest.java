package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openrtpd.watchdog.RtpidProcess.LIMIT;
import static org.openrtpd.watchdog.RtpidProcess.pidIn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

    @TempDir Path work;
    private RtpidProcess rtpid;

    private void watch(String... arguments) throws IOException {
        rtpid = RtpidProcess.start(work, arguments);
    }

    private void watchScript(String script) throws IOException {
        watch("--grace", "1s", "--", "sh", "-c", script);
    }

    /** A script that notes each of its starts, and then goes on until it is asked to end. */
    private String lasting() {
        return "echo $$ >> '" + starts() + "'; while true; do sleep 0.1; done";
    }

    private Path starts() {
        return work.resolve("starts");
    }

    private ProcessHandle lastStarted() throws IOException {
        await().atMost(LIMIT).until(() -> Files.exists(starts()) && Files.size(starts()) > 0);
        List<String> pids = Files.readAllLines(starts());
        return ProcessHandle.of(Long.parseLong(pids.get(pids.size() - 1))).orElseThrow();
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor()).isZero();
    }

    /** Waits until a process has ended, also where nobody waits for orphans. */
    private static void awaitEnd(ProcessHandle process) {
        await().atMost(LIMIT).until(() -> !process.isAlive()
                || Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z "));
    }

    @AfterEach
    void stop() throws Exception {
        rtpid.terminate();
    }

    @Test
    void shouldStartTheCommandAgainWhenItEndsAndSayWhatItSaidLast() throws IOException {
        watchScript("echo 'out of \"luck\"' >&2; exit 7");

        String exited = rtpid.awaitEvent("exited", 1);
        rtpid.awaitEvent("started", 2);

        assertThat(exited).contains("\"exitCode\":7", "\"restartInSeconds\":1",
                "\"saidLast\":\"out of \\\"luck\\\"\"");
        assertThat(rtpid.err()).contains("    | out of \"luck\"");
    }

    @Test
    void shouldRetrySlowlyWhatNoRestartCures() throws IOException {
        watchScript("exit 2");

        assertThat(rtpid.awaitEvent("exited", 1)).contains("\"restartInSeconds\":60");
        assertThat(rtpid.awaitEvent("alarm", 1)).contains("cannot-start", "no restart cures");
    }

    @Test
    void shouldGoOnWhenTheCommandCannotBeRun() throws IOException {
        watch("--", work.resolve("nothing").toString());

        assertThat(rtpid.awaitEvent("cannot-start", 1)).contains(work.resolve("nothing").toString());
    }

    @Test
    void shouldKillACommandThatDoesNotEndWhenAsked() throws Exception {
        watchScript("trap '' TERM; " + lasting());
        ProcessHandle child = lastStarted();

        assertThat(rtpid.terminate()).isZero();

        awaitEnd(child);
        assertThat(rtpid.awaitEvent("stopped", 1)).contains("was killed");
    }

    @Test
    void shouldEndWhatTheCommandStarted() throws Exception {
        watchScript("(" + lasting().replace("$$", "$(exec sh -c 'echo $PPID')") + ") & wait");
        ProcessHandle grandchild = lastStarted();

        rtpid.terminate();

        awaitEnd(grandchild);
    }

    @Test
    void shouldRefuseAStateDirectoryThatAnotherOneHas() throws Exception {
        watchScript(lasting());
        rtpid.awaitEvent("started", 1);

        try (RtpidProcess second = RtpidProcess.start(work, "--", "true")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("another rtpid works in", "--state");
        }
    }

    @Test
    void shouldKeepAThreadDumpOfWhatHangsAndKillIt() throws IOException {
        watch("--grace", "1s", "--port-limit", "1s", "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), HangingServer.class.getName());

        assertThat(rtpid.awaitEvent("restarting", 1)).contains("\"reason\":\"port-refused\"");
        rtpid.awaitEvent("thread-dump", 1);
        assertThat(rtpid.awaitEvent("stopped", 1)).contains("was killed");
        rtpid.awaitEvent("started", 2);
        try (Stream<Path> files = Files.list(work.resolve("state"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("thread-dump-")))
                    .anySatisfy(file -> assertThat(file).content()
                            .contains("Full thread dump", "HangingServer.hang"));
        }
        assertThat(work.resolve("out")).content().contains("ready udp=127.0.0.1:");
        assertThat(rtpid.err()).doesNotContain("Full thread dump");
    }

    @Test
    void shouldKillACommandThatIsStoppedBeforeItIsReady() throws Exception {
        watch("--grace", "1s", "--handshake-limit", "1s", "--", "sh", "-c", lasting());
        ProcessHandle child = lastStarted();

        signal("STOP", child.pid());

        assertThat(rtpid.awaitEvent("restarting", 1)).contains("\"reason\":\"process-stopped\"");
        awaitEnd(child);
        rtpid.awaitEvent("started", 2);
    }

    @Test
    void shouldTellTheAlarmCommandOnceAndNotForEachRetry() throws IOException {
        Path told = work.resolve("told");
        watch("--alarm-command", "cat >> '" + told + "'; echo >> '" + told + "'", "--", "sh", "-c",
                "exit 7");

        rtpid.awaitEvent("exited", 3);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(told).content()
                .containsOnlyOnce("\"alarm\":\"server-down\"")
                .contains("\"state\":\"raised\"", "\"message\":\"RTPD failed: it ended with 7"));
    }

    @Test
    void shouldServeMetrics() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        watch("--http", "127.0.0.1:" + port, "--", "sh", "-c", "exit 7");
        rtpid.awaitEvent("exited", 1);

        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString()).body())
                .containsPattern("rtpid_restarts_total\\{reason=\"process-gone\",?} [1-9]")
                .containsPattern("rtpid_alarm\\{alarm=\"server-down\",?} 1"));
    }

    /** A script of which only the first that runs can write the journal. */
    private Path journalHolder() throws IOException {
        return Files.writeString(work.resolve("serve"), """
                if mkdir "$1/held" 2>/dev/null; then
                    echo $$ > "$1/pid"; echo $$ >> "$1/starts"
                    while true; do sleep 0.1; done
                fi
                echo "rtpd: the journal in $1 is being written by pid $(cat "$1/pid"); stop it" >&2
                exit 3
                """);
    }

    @Test
    void shouldNotTakeOverTheOneThatAnotherRtpidKeeps() throws Exception {
        Path script = journalHolder();
        watch("--", "sh", script.toString(), work.toString());
        ProcessHandle child = lastStarted();
        Path other = Files.createDirectories(work.resolve("other"));

        try (RtpidProcess second =
                RtpidProcess.start(other, "--", "sh", script.toString(), work.toString())) {
            assertThat(second.awaitEvent("alarm", 1)).contains("cannot-start");
            assertThat(second.events("adopted")).isEmpty();
            second.terminate();
        }
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void shouldStartTheCommandThoughItsMetricsHaveNoPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            watch("--http", "127.0.0.1:" + taken.getLocalPort(), "--", "sh", "-c", lasting());

            assertThat(rtpid.awaitEvent("no-http", 1)).contains("watched all the same");
            rtpid.awaitEvent("started", 1);
        }
    }

    @Test
    void shouldShowNoControlCharactersOfWhatTheCommandSays() throws Exception {
        watchScript("printf 'a\\033[2Jb'; exit 7");

        assertThat(rtpid.awaitEvent("exited", 1)).contains("\"saidLast\":\"a?[2Jb\"");
        assertThat(rtpid.err()).contains("a?[2Jb").doesNotContain("\u001b");
    }

    @Nested
    class AfterItsOwnDeath {

        @Test
        void shouldTakeOverTheProcessThatRuns() throws Exception {
            watchScript(lasting());
            ProcessHandle child = lastStarted();
            rtpid.awaitEvent("started", 1);
            rtpid.kill();

            watchScript(lasting());

            assertThat(pidIn(rtpid.awaitEvent("adopted", 1))).isEqualTo(child.pid());
            assertThat(child.isAlive()).isTrue();
            assertThat(Files.readAllLines(starts())).hasSize(1);
            rtpid.terminate();
            awaitEnd(child);
        }

        @Test
        void shouldStartTheCommandAgainWhenTheAdoptedOneEnds() throws Exception {
            watchScript(lasting());
            ProcessHandle child = lastStarted();
            rtpid.awaitEvent("started", 1);
            rtpid.kill();
            watchScript(lasting());
            rtpid.awaitEvent("adopted", 1);

            signal("KILL", child.pid());

            rtpid.awaitEvent("exited", 1);
            rtpid.awaitEvent("started", 2);
        }

        @Test
        void shouldNotStartASecondOneBesideOneThatIsStopped() throws Exception {
            watchScript(lasting());
            ProcessHandle child = lastStarted();
            rtpid.awaitEvent("started", 1);
            rtpid.kill();
            signal("STOP", child.pid());

            watchScript(lasting());

            assertThat(rtpid.awaitEvent("adopted", 1)).contains("stopped by a signal");
            rtpid.terminate();
            awaitEnd(child);
            assertThat(Files.readAllLines(starts())).hasSize(1);
        }

        @Test
        void shouldNotTakeAnotherProcessWithTheSameNumberForIt() throws Exception {
            watchScript(lasting());
            ProcessHandle child = lastStarted();
            rtpid.awaitEvent("started", 1);
            rtpid.kill();
            Path state = work.resolve("state").resolve("state.properties");
            Files.writeString(state, Files.readString(state).replaceAll("start=.*", "start=before"));

            watchScript(lasting());

            rtpid.awaitEvent("started", 2);
            assertThat(rtpid.events("adopted")).isEmpty();
            signal("KILL", child.pid());
        }

        @Test
        void shouldFindTheOneThatWritesTheJournalWhenNothingIsRemembered() throws Exception {
            Path script = journalHolder();
            watch("--", "sh", script.toString(), work.toString());
            ProcessHandle child = lastStarted();
            rtpid.awaitEvent("started", 1);
            rtpid.kill();
            Files.delete(work.resolve("state").resolve("state.properties"));

            watch("--", "sh", script.toString(), work.toString());

            assertThat(pidIn(rtpid.awaitEvent("adopted", 1))).isEqualTo(child.pid());
        }

        @Test
        void shouldFindTheOneItLeftRunning() throws Exception {
            watch("--leave-running", "--", "sh", "-c", lasting());
            ProcessHandle child = lastStarted();
            rtpid.awaitEvent("started", 1);

            assertThat(rtpid.terminate()).isZero();
            assertThat(child.isAlive()).isTrue();
            watchScript(lasting());

            assertThat(pidIn(rtpid.awaitEvent("adopted", 1))).isEqualTo(child.pid());
        }
    }

    @Nested
    class WhenAttached {

        @Test
        void shouldRunTheRestartCommandAndSayWhatItSaid() throws IOException {
            watch("--attach", "127.0.0.1:9", "--start-limit", "1s", "--restart-command",
                    "echo asked to; exit 5");

            assertThat(rtpid.awaitEvent("restart-command", 1)).contains("ended with 5", "asked to");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(rtpid.events("alarm"))
                    .anyMatch(line -> line.contains("restart-command-failed")));
        }

        @Test
        void shouldEndARestartCommandThatHangs() throws IOException {
            watch("--attach", "127.0.0.1:9", "--start-limit", "1s", "--restart-limit", "1s",
                    "--restart-command", "sleep 1000");

            assertThat(rtpid.awaitEvent("restart-command", 1)).contains("was killed");
        }
    }
}
