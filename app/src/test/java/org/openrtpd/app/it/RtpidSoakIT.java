package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of all kinds at random moments, for as long as {@code -Dsoak.duration} says (such as 4h), by {@code
 * -Dsoak.seed}: afterwards the journal has what the recorders have.
 */
class RtpidSoakIT {

    private static final String[] LIMITS = {"--port-limit", "10s", "--handshake-limit", "10s",
        "--heartbeat-limit", "10s", "--start-limit", "1m", "--probe-every", "3s", "--grace", "3s"};
    private static final int SMALLEST_DISK_MEGABYTES = 64;
    private static final int KILOBYTES_PER_SECOND = 200;

    /** What happens to them. */
    private enum Fault { KILL_RTPD, STOP_RTPD, STALL_RTPD, KILL_RTPID, FILL_DISK, CUT_LINKS, STORM }

    private final Duration duration = Duration.parse(
            "PT" + System.getProperty("soak.duration", "100s").toUpperCase(Locale.ROOT));
    private final long seed = Long.getLong("soak.seed", 20_261_121);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);

    @TempDir Path work;

    @Test
    void shouldHaveEveryPacketOnceWhateverHappened() throws Exception {
        System.out.println("soak of " + duration + ", seed " + seed);
        int megabytes = SMALLEST_DISK_MEGABYTES
                + (int) (duration.toSeconds() * KILOBYTES_PER_SECOND / 1000);
        try (MountedDisk disk = MountedDisk.mount(work.resolve("disk"), megabytes);
                WatchedNetwork network = WatchedNetwork.open(
                        work, disk.root().resolve("data"), RtpdProcess.freePort(), LIMITS)) {
            network.startRecorders();
            Instant end = Instant.now().plus(duration);
            Deque<Fault> faults = shuffled();
            while (Instant.now().isBefore(end) || happened.size() < Fault.values().length) {
                Fault fault = faults.pop();
                if (faults.isEmpty()) {
                    faults.addAll(shuffled());
                }
                happened.merge(fault, 1, Integer::sum);
                System.out.println(Instant.now() + " soak: " + fault);
                strike(fault, network, disk);
                assertThat(ServerJournal.holders(network.data())).as("one RTPD at most")
                        .hasSizeLessThan(2);
                if (random.nextInt(3) > 0) {
                    network.awaitProgress();
                }
            }
            network.endsWhole();
        }
        System.out.println("soak of " + duration + ", seed " + seed + ": " + happened);
    }

    /** Every kind once, in any order. */
    private Deque<Fault> shuffled() {
        List<Fault> left = new ArrayList<>(List.of(Fault.values()));
        Deque<Fault> order = new ArrayDeque<>();
        while (!left.isEmpty()) {
            order.add(left.remove(random.nextInt(left.size())));
        }
        return order;
    }

    private void strike(Fault fault, WatchedNetwork network, MountedDisk disk) throws IOException {
        pause(0, 3000);
        switch (fault) {
            case KILL_RTPD -> signal(network, "KILL");
            case STOP_RTPD -> signal(network, "STOP");
            case STALL_RTPD -> {
                signal(network, "STOP");
                pause(500, 5000);
                signal(network, "CONT");
            }
            case KILL_RTPID -> network.replaceRtpid();
            case FILL_DISK -> {
                Path ballast = disk.fill();
                pause(2000, 10_000);
                Files.delete(ballast);
            }
            case CUT_LINKS -> {
                network.recorders().cutAll();
                pause(500, 8000);
                network.recorders().mendAll();
            }
            case STORM -> ConnectionStorm.blow(network.port(), random);
        }
    }

    /** To whatever RTPD there is now. */
    private static void signal(WatchedNetwork network, String signal) {
        ServerJournal.holders(network.data()).forEach(pid -> WatchedNetwork.signal(signal, pid));
    }

    /** The moment of a fault is what is tried here, so there is no condition to wait for. */
    private void pause(int shortest, int longest) {
        long end = System.nanoTime() + random.nextLong(shortest, longest) * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
