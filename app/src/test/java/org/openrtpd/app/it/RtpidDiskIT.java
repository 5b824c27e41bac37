package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openrtpd.app.it.WatchedNetwork.Watch;

/** The disk is full, or takes no writes: no restart cures that, and RTPID tells who can. */
class RtpidDiskIT {

    private static final int MEGABYTES = 64;

    @TempDir Path work;

    @ParameterizedTest
    @EnumSource(Watch.class)
    void shouldTellThatTheDiskIsFullAndNotRestart(Watch watch) throws Exception {
        try (MountedDisk disk = MountedDisk.mount(work.resolve("disk"), MEGABYTES);
                WatchedNetwork network = WatchedNetwork.open(work, disk.root().resolve("data"),
                        RtpdProcess.freePort(), "--probe-every", "2s")) {
            network.startRecorders();
            long pid = network.serverPid();
            Path ballast = disk.fill();
            Instant full = Instant.now();
            JsonNode raised = network.rtpid().awaitEvent(
                    RtpidProcess.alarm("journal-refuses", "raised"));
            WatchedNetwork.tellTime("disk full, RTPID " + watch + ": told after", full, raised);
            network.replaceRtpidIf(watch);
            network.rtpid().awaitStanding("journal-refuses");
            Files.delete(ballast);
            Instant freed = Instant.now();
            JsonNode cleared = network.rtpid().awaitEvent(
                    RtpidProcess.alarm("journal-refuses", "cleared"));
            WatchedNetwork.tellTime("disk freed, RTPID " + watch + ": told after", freed, cleared);

            network.awaitProgress();
            assertThat(network.serverPid()).isEqualTo(pid);
            assertThat(network.rtpid().events(RtpidProcess.named("restarting"))).isEmpty();
            network.endsWhole();
        }
    }

    @Test
    void shouldGoOnTryingWhileTheDirectoryIsReadOnly() throws Exception {
        try (MountedDisk disk = MountedDisk.mount(work.resolve("disk"), MEGABYTES);
                WatchedNetwork network = WatchedNetwork.open(work, disk.root().resolve("data"),
                        RtpdProcess.freePort(), "--probe-every", "2s")) {
            network.startRecorders();
            // A file system that is being written cannot be made read-only, so RTPD is away just then.
            await().atMost(RtpdProcess.LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
                ServerJournal.holders(network.data()).forEach(pid -> WatchedNetwork.signal("KILL", pid));
                return disk.remount("ro");
            });
            awaitFailedStart(network);
            network.replaceRtpid();
            awaitFailedStart(network);
            assertThat(disk.remount("rw")).isTrue();
            Instant writable = Instant.now();
            JsonNode ready = network.rtpid().awaitEvent(RtpidProcess.named("ready"));

            WatchedNetwork.tellTime("read-only directory writable again: ready after", writable, ready);
            network.awaitProgress();
            network.endsWhole();
        }
    }

    private static void awaitFailedStart(WatchedNetwork network) {
        JsonNode failed = network.rtpid().awaitEvent(RtpidProcess.named("exited").and(
                event -> event.path("saidLast").asText().contains("Read-only")));
        assertThat(failed.path("restartInSeconds").asInt()).isPositive();
        network.rtpid().awaitStanding("server-down");
    }

    @Test
    void shouldLoseNothingWhenTheDiskTurnsReadOnlyUnderALoad() throws Exception {
        try (BreakingDisk disk = BreakingDisk.mount(work);
                WatchedNetwork network = WatchedNetwork.open(work, disk.root().resolve("data"),
                        RtpdProcess.freePort(), "--probe-every", "2s")) {
            network.startRecorders();
            disk.makeReadOnly();
            Instant broken = Instant.now();
            JsonNode alarm = network.rtpid().awaitEvent(RtpidProcess.named("alarm"));
            WatchedNetwork.tellTime("disk turned read-only: " + alarm.path("alarm").asText()
                    + " told after", broken, alarm);
            // Whoever repairs a disk ends what uses it.
            network.rtpid().kill();
            ServerJournal.holders(network.data()).forEach(pid -> WatchedNetwork.signal("KILL", pid));
            disk.repair();
            network.startRtpidAgain();
            network.awaitProgress();
            network.endsWhole();
        }
    }
}
