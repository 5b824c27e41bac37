package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTPD dies, RTPID dies, both die: RTPD runs again, once, and no packet is lost or doubled. */
class RtpidCrashIT {

    @TempDir Path work;

    @Test
    void shouldStartAgainAnRtpdThatWasKilled() throws IOException {
        try (WatchedNetwork network = WatchedNetwork.running(work)) {
            long first = network.serverPid();
            Instant killed = Instant.now();
            network.signal("KILL");
            JsonNode ready = network.rtpid().awaitEvent(RtpidProcess.named("ready"), 2);
            network.awaitProgress();

            WatchedNetwork.tellTime("killed RTPD is ready again after", killed, ready);
            assertThat(network.serverPid()).isEqualTo(RtpidProcess.pid(ready)).isNotEqualTo(first);
            JsonNode exited = network.rtpid().awaitEvent(RtpidProcess.named("exited"));
            assertThat(exited.path("exitCode").asInt()).isEqualTo(128 + 9);
            assertThat(exited.path("message").asText()).contains("signal 9");
            network.rtpid().awaitEvent(RtpidProcess.alarm("server-down", "raised"));
            network.rtpid().awaitEvent(RtpidProcess.alarm("server-down", "cleared"));
            network.endsWhole();
        }
    }

    @Test
    void shouldAdoptAWorkingRtpdAndLeaveItAlone() throws IOException {
        try (WatchedNetwork network = WatchedNetwork.running(work)) {
            long pid = network.serverPid();
            Instant killed = Instant.now();
            network.replaceRtpid();
            JsonNode adopted = network.rtpid().awaitEvent(RtpidProcess.named("adopted"));
            network.awaitProgress();

            WatchedNetwork.tellTime("RTPID was killed, and the next has RTPD after", killed, adopted);
            assertThat(RtpidProcess.pid(adopted)).isEqualTo(pid).isEqualTo(network.serverPid());
            assertThat(network.rtpid().events(RtpidProcess.named("started"))).isEmpty();
            network.endsWhole();
        }
    }

    @Test
    void shouldStartARtpdThatDiedWhileNoRtpidRan() throws IOException {
        try (WatchedNetwork network = WatchedNetwork.running(work)) {
            network.rtpid().kill();
            network.signal("KILL");
            network.startRtpidAgain();
            JsonNode ready = network.rtpid().awaitEvent(RtpidProcess.named("ready"));
            network.awaitProgress();

            assertThat(network.serverPid()).isEqualTo(RtpidProcess.pid(ready));
            network.endsWhole();
        }
    }
}
