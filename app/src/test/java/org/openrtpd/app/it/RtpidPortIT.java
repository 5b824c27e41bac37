package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process has RTPD's port: that is told as such, and tried once a minute. */
class RtpidPortIT {

    @TempDir Path work;

    @Test
    void shouldTellThatThePortIsTakenAndStartWhenItIsFree() throws IOException {
        int port = RtpdProcess.freePort();
        ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        try (taken; WatchedNetwork network =
                WatchedNetwork.open(work, work.resolve("data"), port)) {
            assertCannotStart(network);
            network.replaceRtpid();
            assertCannotStart(network);
            taken.close();
            Instant free = Instant.now();
            JsonNode ready = network.rtpid().awaitEvent(RtpidProcess.named("ready"));
            WatchedNetwork.tellTime("port free again: ready after", free, ready);
            network.rtpid().awaitEvent(RtpidProcess.alarm("cannot-start", "cleared"));

            network.startRecorders();
            network.endsWhole();
        }
    }

    private static void assertCannotStart(WatchedNetwork network) {
        JsonNode exited = network.rtpid().awaitEvent(RtpidProcess.named("exited"));
        assertThat(exited.path("exitCode").asInt()).isEqualTo(4);
        assertThat(exited.path("message").asText()).contains("another process has its address");
        assertThat(exited.path("restartInSeconds").asInt()).isEqualTo(60);
        network.rtpid().awaitStanding("cannot-start");
        assertThat(network.rtpid().events(RtpidProcess.alarm("server-down", "raised"))).isEmpty();
    }
}
