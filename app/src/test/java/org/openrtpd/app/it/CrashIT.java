package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTPD and the sender are killed with -9 at random moments; the journal has each packet once. */
class CrashIT {

    private static final int KILLS = 20;
    private static final Duration SEND_LIMIT = Duration.ofMinutes(10);

    @TempDir Path work;

    @Test
    void shouldHaveEveryPacketOnceAfterTwentyKills() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path file = Recordings.make(work, 0x9B01, 700);
        Path data = work.resolve("data");
        int port = RtpdProcess.freePort();
        RtpdProcess server = RtpdProcess.serve(work, data, port);
        try (RtpdProcess send = send(file, port, "--rate", "20")) {
            for (int i = 0; i < KILLS; i++) {
                pause(random.nextLong(100, 1500));
                server.kill();
                server = RtpdProcess.serve(work, data, port);
            }
            assertThat(send.exitCode(SEND_LIMIT)).as("seed " + seed + send.err()).isZero();

            assertWhole(data, file);
        } finally {
            server.close();
        }
    }

    @Test
    void shouldGoOnWhereTheServerIsWhenTheSenderIsKilled() throws IOException {
        Path file = Recordings.make(work, 0x9B02, 700);
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            for (int i = 0; i < 4; i++) {
                try (RtpdProcess send = send(file, server.port(), "--rate", "60")) {
                    pause(1500);
                    assertThat(send.isAlive()).as(send.err()).isTrue();
                    send.kill();
                }
            }
            try (RtpdProcess send = send(file, server.port(), "--rate", "0")) {
                assertThat(send.exitCode(SEND_LIMIT)).as(send.err()).isZero();
            }
            try (RtpdProcess again = send(file, server.port(), "--rate", "0")) {
                assertThat(again.exitCode(SEND_LIMIT)).as("nothing left to send").isZero();
            }

            assertWhole(data, file);
        }
    }

    private RtpdProcess send(Path file, int port, String... more) {
        return RtpdProcess.start(work, "send", file.toString(), "--to", "127.0.0.1:" + port,
                "--loss", "0.2", "--duplicate", "0.1", "--reorder", "0.2", "--spool",
                work.resolve("spool").toString(), more[0], more[1]);
    }

    private void assertWhole(Path data, Path file) throws IOException {
        assertThat(RtpdProcess.run(work, "tail", "--data", data.toString(), "--format", "raw"))
                .isEqualTo(Files.readAllBytes(file));
        RtpdProcess.run(work, "verify", "--data", data.toString());
    }

    /** The moment of a kill is what is tried here, so there is no condition to wait for. */
    private static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
