package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrtpd.app.it.WatchedNetwork.Watch;

/** RTPD is there and does nothing: RTPID finds out, and starts it again. */
class RtpidHangIT {

    private static final String[] LIMITS = {"--port-limit", "6s", "--handshake-limit", "6s",
        "--heartbeat-limit", "8s", "--probe-every", "3s", "--grace", "2s"};
    private static final Pattern DEBUGGER = Pattern.compile("dt_socket at address: (\\d+)");

    @TempDir Path work;

    @ParameterizedTest
    @EnumSource(Watch.class)
    void shouldReplaceAnRtpdThatIsStopped(Watch watch) throws IOException {
        try (WatchedNetwork network = WatchedNetwork.running(work, LIMITS)) {
            long first = network.serverPid();
            Instant stopped = Instant.now();
            network.signal("STOP");
            network.replaceRtpidIf(watch);

            assertReplaced(network, watch, first, stopped, "stopped RTPD (SIGSTOP)");
            assertThat(network.rtpid().events(RtpidProcess.named("no-thread-dump"))).isNotEmpty();
            network.endsWhole();
        }
    }

    @ParameterizedTest
    @EnumSource(Watch.class)
    void shouldReplaceAnRtpdWhoseLoopIsBlocked(Watch watch) throws IOException {
        Path launcher = Files.writeString(work.resolve("debugged"), "#!/bin/sh\nRTPD_JAVA_OPTS='"
                + BlockedThread.JAVA_OPTION + "' exec " + RtpdProcess.DISTRIBUTION
                + "/bin/rtpd \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        try (WatchedNetwork network = WatchedNetwork.open(
                work, work.resolve("data"), RtpdProcess.freePort(), launcher, LIMITS)) {
            network.startRecorders();
            long first = network.serverPid();
            Instant blocked = Instant.now();
            BlockedThread.hold(debuggerPort(), "rtpd-ingest");
            network.replaceRtpidIf(watch);

            assertReplaced(network, watch, first, blocked, "RTPD with a blocked loop");
            assertThat(network.rtpid().events(RtpidProcess.named("thread-dump"))).isNotEmpty();
            network.endsWhole();
        }
    }

    private int debuggerPort() throws IOException {
        Matcher said = DEBUGGER.matcher(Files.readString(work.resolve("state/output.log")));
        assertThat(said.find()).isTrue();
        return Integer.parseInt(said.group(1));
    }

    private static void assertReplaced(
            WatchedNetwork network, Watch watch, long first, Instant begin, String what) {
        Predicate<JsonNode> ready = RtpidProcess.named("ready");
        JsonNode second = network.rtpid().awaitEvent(ready, watch == Watch.KILLED ? 1 : 2);
        JsonNode restarting = network.rtpid().awaitEvent(RtpidProcess.named("restarting"));
        assertThat(restarting.path("reason").asText())
                .isIn("no-heartbeat", "no-handshake", "probe-failed");
        WatchedNetwork.tellTime(what + ", RTPID " + watch + ": found (" + restarting.path("reason")
                .asText() + ") after", begin, restarting);
        WatchedNetwork.tellTime(what + ", RTPID " + watch + ": ready again after", begin, second);
        if (watch == Watch.KILLED) {
            JsonNode adopted = network.rtpid().awaitEvent(RtpidProcess.named("adopted"));
            assertThat(RtpidProcess.pid(adopted)).isEqualTo(first);
        }
        network.awaitProgress();
        assertThat(network.serverPid()).isEqualTo(RtpidProcess.pid(second)).isNotEqualTo(first);
        network.rtpid().awaitEvent(RtpidProcess.alarm("server-down", "raised"));
        network.rtpid().awaitEvent(RtpidProcess.alarm("server-down", "cleared"));
    }
}
