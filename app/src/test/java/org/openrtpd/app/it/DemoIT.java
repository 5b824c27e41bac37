package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with RTPID: what it invites to do works, and nothing of it stays behind. */
class DemoIT {

    private static final Pattern INVITATION = Pattern.compile("kill -9 (\\d+), and watch");

    @TempDir Path work;

    @Test
    void shouldGoOnWhenRtpdIsKilledAndEndWhenAsked() {
        try (RtpdProcess demo = RtpdProcess.start(work, "demo", "--loss", "0.05")) {
            long pid = invitedToKill(demo);
            WatchedNetwork.signal("KILL", pid);
            await().atMost(RtpdProcess.LIMIT).until(() -> demo.out().contains("RTPID: ready after"));
            assertThat(demo.out()).contains("signal 9");
            long second = Long.parseLong(
                    demo.out().replaceAll("(?s).*RTPID: ready after [^\\n]* pid (\\d+)\\n.*", "$1"));
            demo.terminate();

            assertThat(demo.exitCode(RtpdProcess.LIMIT)).as(demo.out()).isZero();
            assertThat(demo.out()).contains("none lost").contains("in order");
            assertThat(second).isNotEqualTo(pid);
            assertThat(ProcessHandle.of(second)).isEmpty();
        }
    }

    @Test
    void shouldLeaveNothingRunningWhenItIsKilledItself() {
        try (RtpdProcess demo = RtpdProcess.start(work, "demo")) {
            long pid = invitedToKill(demo);
            demo.kill();

            await().atMost(RtpdProcess.LIMIT).until(
                    () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    private static long invitedToKill(RtpdProcess demo) {
        await().atMost(RtpdProcess.LIMIT).until(
                () -> INVITATION.matcher(demo.out()).find() || !demo.isAlive());
        Matcher invitation = INVITATION.matcher(demo.out());
        assertThat(invitation.find()).as(demo.err()).isTrue();
        return Long.parseLong(invitation.group(1));
    }
}
