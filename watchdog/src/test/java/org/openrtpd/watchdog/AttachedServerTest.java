package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Limits;
import org.openrtpd.watchdog.judge.Memory;
import org.openrtpd.watchdog.judge.Reason;
import org.openrtpd.watchdog.probe.FlowState;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.process.ShellCommand;
import org.openrtpd.watchdog.process.StateDirectory;
import org.openrtpd.watchdog.report.EventLog;

class AttachedServerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Optional<FlowView> OLD = seen(FlowState.ATTACHED, 100);
    private static final Optional<FlowView> REFUSED = seen(FlowState.REFUSED, 100);
    private static final Optional<FlowView> NEW = seen(FlowState.ATTACHED, 200);

    @TempDir
    private Path directory;
    private StateDirectory state;
    private EventLog log;
    private Judgement judgement;
    private AttachedServer server;
    private long now;

    @BeforeEach
    void stalled() throws Exception {
        state = StateDirectory.open(directory);
        log = EventLog.open(Optional.empty());
        judgement = new Judgement(Limits.defaults(), Memory.NONE.expectingReady(), now);
        server = new AttachedServer(new Place(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), OptionalLong.empty()),
                new ShellCommand("true", Duration.ofMinutes(1), state, () -> { }),
                Remembered.read(state, log), judgement, log);
        server.start(now);
        look(OLD);
        server.restart(now, new Action.Restart(Reason.STALL, "no packet came"));
        server.start(now);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
        state.close();
    }

    @Test
    void shouldNotTakeTheOldOneThatStillEndsForTheNewOne() {
        look(OLD);
        assertThat(judgement.status(now)).isEqualTo("RTPD is starting");

        // As long as a recovery takes: no other limit than that of a start holds.
        for (int second = 0; second < 90; second++) {
            look(REFUSED);
            assertThat(judgement.next(now)).isInstanceOf(Action.Wait.class);
        }
        look(NEW);
        look(NEW);
        assertThat(judgement.isUp()).isTrue();
    }

    @Test
    void shouldWatchTheOldOneOnWhenTheCommandDidNotEndIt() {
        for (int second = 0; second < 62; second++) {
            look(OLD);
        }

        assertThat(judgement.status(now)).startsWith("RTPD answers");
    }

    private void look(Optional<FlowView> view) {
        now += SECOND;
        judgement.sees(now, view.orElseThrow());
        server.look(now, view);
    }

    private static Optional<FlowView> seen(FlowState state, long pid) {
        return Optional.of(new FlowView(state, pid, OptionalLong.of(pid), 0, Map.of(), "as it is"));
    }
}
