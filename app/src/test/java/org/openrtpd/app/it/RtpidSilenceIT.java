package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrtpd.app.it.WatchedNetwork.Watch;

/** Recorders are silent while RTPD works: it is restarted once at most, and somebody is told. */
class RtpidSilenceIT {

    @TempDir Path work;

    @ParameterizedTest
    @EnumSource(Watch.class)
    void shouldRestartOnceAndTellThatNoRecorderReachesUs(Watch watch) throws IOException {
        try (WatchedNetwork network = WatchedNetwork.running(
                work, "--stall", "10s", "--probe-every", "3s")) {
            network.rtpid().awaitPacketsSeen();
            network.recorders().cutAll();
            Instant silent = Instant.now();
            network.replaceRtpidIf(watch);
            JsonNode restarting = network.rtpid().awaitEvent(RtpidProcess.restartFor("stall"));
            JsonNode raised = network.rtpid().awaitEvent(RtpidProcess.alarm("no-recorder", "raised"));
            WatchedNetwork.tellTime("all recorders silent, RTPID " + watch + ": restart after", silent,
                    restarting);
            WatchedNetwork.tellTime("all recorders silent, RTPID " + watch + ": told after", silent,
                    raised);
            assertThat(restarting.path("message").asText()).contains("was acknowledged");
            JsonNode ready = network.rtpid().awaitEvent(RtpidProcess.named("ready").and(event ->
                    RtpidProcess.time(event).isAfter(RtpidProcess.time(restarting))));
            // Another stall's time: nothing but waiting shows that it is not restarted again.
            await().atMost(RtpdProcess.LIMIT).until(() -> Instant.now().isAfter(
                    RtpidProcess.time(ready).plusSeconds(13)));
            assertThat(network.serverPid()).isEqualTo(RtpidProcess.pid(ready));
            assertThat(network.rtpid().events(RtpidProcess.alarm("no-recorder", "cleared"))).isEmpty();

            network.recorders().mendAll();
            network.rtpid().awaitEvent(RtpidProcess.alarm("no-recorder", "cleared"));
            network.awaitProgress();
            assertThat(network.rtpid().events(RtpidProcess.named("restarting"))).hasSize(1);
            network.endsWhole();
        }
    }

    @Test
    void shouldTellOfOneUnitThatIsSilentAndRestartNothing() throws IOException {
        try (WatchedNetwork network = WatchedNetwork.running(work, "--unit-silence", "15s")) {
            network.rtpid().awaitPacketsSeen();
            long pid = network.serverPid();
            network.recorders().cut(1);
            Instant silent = Instant.now();
            // After a start all units have minutes to come back; who adopts knows that none was away.
            network.replaceRtpid();
            JsonNode raised = network.rtpid().awaitEvent(RtpidProcess.alarm("unit-silent", "raised"));
            WatchedNetwork.tellTime("one unit silent: told after", silent, raised);
            assertThat(raised.path("subject").asText())
                    .isEqualTo(String.format("%04X", RunningRecorders.FIRST_UNIT + 1));

            network.recorders().mendAll();
            network.rtpid().awaitEvent(RtpidProcess.alarm("unit-silent", "cleared"));
            assertThat(network.serverPid()).isEqualTo(pid);
            assertThat(network.rtpid().events(RtpidProcess.named("restarting"))).isEmpty();
            network.endsWhole();
        }
    }
}
