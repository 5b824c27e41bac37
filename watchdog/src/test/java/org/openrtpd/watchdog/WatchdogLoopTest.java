package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.judge.AttendedClock;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.judge.Limits;
import org.openrtpd.watchdog.judge.Memory;
import org.openrtpd.watchdog.probe.FlowView;
import org.openrtpd.watchdog.process.StateDirectory;
import org.openrtpd.watchdog.report.EventLog;
import org.openrtpd.watchdog.report.SystemdNotify;

class WatchdogLoopTest {

    @TempDir
    private Path directory;

    @Test
    void shouldLookAgainWhenALookWentWrongAndSayThatOnce() throws Exception {
        Path events = directory.resolve("events");
        BrokenServer server = new BrokenServer();
        SystemdNotify systemd = SystemdNotify.fromEnvironment();
        Breath breath = new Breath(systemd);
        try (EventLog log = EventLog.open(Optional.of(events));
                Announcer announcer =
                        Announcer.open(log, Optional.empty(), Optional.empty(), systemd)) {
            Watchdog watchdog = new Watchdog(server,
                    new Judgement(Limits.defaults(), Memory.NONE, 0),
                    new AttendedClock(System.nanoTime()), new Eyes(announcer.meters()), announcer,
                    breath);
            Thread thread = new Thread(watchdog::run);
            thread.start();

            await().atMost(RtpidProcess.LIMIT).until(() -> server.looks.get() > 3);
            watchdog.stop();
            thread.join(RtpidProcess.LIMIT.toMillis());
        }
        assertThat(server.ends).hasValue(1);
        assertThat(events).content().containsOnlyOnce("no more sockets");
    }

    @Test
    void shouldWriteWhatItKnowsOnceThatIsPossibleAgain() throws Exception {
        try (EventLog log = EventLog.open(Optional.empty());
                StateDirectory state = StateDirectory.open(directory)) {
            Path inTheWay = Files.createDirectories(directory.resolve("state.properties.new"));
            Remembered remembered = Remembered.read(state, log);
            Memory memory = new Memory(true, 1, true, List.of("unit-silent 9E16"));
            remembered.leave(Optional.empty(), Optional.empty(), memory);
            assertThat(state.remembered()).isEmpty();

            Files.delete(inTheWay);

            await().atMost(RtpidProcess.LIMIT).untilAsserted(() -> {
                remembered.leave(Optional.empty(), Optional.empty(), memory);
                assertThat(state.remembered()).containsAllEntriesOf(Map.of("delivering", "true"));
            });
            assertThat(Remembered.read(state, log).memory()).isEqualTo(memory);
        }
    }

    private static final class BrokenServer implements Server {

        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();

        @Override
        public void look(long now, Optional<FlowView> view) {
            looks.incrementAndGet();
            throw new IllegalStateException("no more sockets");
        }

        @Override
        public void start(long now) {
            // Never: looking goes wrong first.
        }

        @Override
        public void restart(long now, Action.Restart restart) {
            // Never: looking goes wrong first.
        }

        @Override
        public void end() {
            ends.incrementAndGet();
        }

        @Override
        public Optional<Place> place() {
            return Optional.empty();
        }
    }
}
