package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTPD behind RTPD, each restarted in the middle: every packet once at the end. */
class ChainIT {

    private static final Duration LIMIT = RtpdProcess.LIMIT;
    private static final int PACKETS = 500;

    @TempDir Path work;

    private RtpdProcess downstream(Path data, int port, int upstream) {
        return RtpdProcess.serve(work, data, port, "--client-replay", "10m", "--upstream",
                "127.0.0.1:" + upstream, "--upstream-pause", "1s");
    }

    private RtpdProcess upstream(Path data, int port) {
        return RtpdProcess.serve(work, data, port, "--client-replay", "10m");
    }

    @Test
    void shouldHaveEveryPacketOnceAtTheEndOfAChainWhoseLinksRestart() throws IOException {
        Path file = Recordings.make(work, 0x9101, PACKETS);
        Path near = work.resolve("near");
        Path far = work.resolve("far");
        int farPort = RtpdProcess.freePort();
        int nearPort = RtpdProcess.freePort();
        RtpdProcess first = upstream(far, farPort);
        RtpdProcess second = downstream(near, nearPort, farPort);
        try (RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to",
                "127.0.0.1:" + farPort, "--rate", "60")) {
            awaitPackets(near, 80);
            second.kill();
            second = downstream(near, nearPort, farPort);
            awaitPackets(near, 160);
            first.kill();
            first = upstream(far, farPort);
            awaitPackets(near, 240);
            second.terminate();
            assertThat(second.exitCode(LIMIT)).isZero();
            second = downstream(near, nearPort, farPort);
            assertThat(send.exitCode(LIMIT)).as(send.err()).isZero();
            awaitPackets(near, PACKETS);

            assertThat(RtpdProcess.run(work, "tail", "--data", near.toString(), "--format", "raw"))
                    .isEqualTo(Files.readAllBytes(file));
            RtpdProcess.run(work, "verify", "--data", near.toString());
        } finally {
            first.close();
            second.close();
        }
    }

    private void awaitPackets(Path data, int atLeast) {
        await().atMost(LIMIT).until(() -> JournalBytes.packets(data) >= atLeast);
    }

    @Test
    void shouldShowLivePacketsWithCatInBothVersionsAndAllFormats() throws IOException {
        Path file = Recordings.make(work, 0x9102, 30);
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0);
                RtpdProcess one = cat(server, "1", "raw");
                RtpdProcess two = cat(server, "2", "raw");
                RtpdProcess json = cat(server, "2", "json")) {
            for (RtpdProcess cat : new RtpdProcess[] {one, two, json}) {
                await().atMost(LIMIT).until(() -> cat.err().contains("attached to"));
            }
            RtpdProcess.run(work, "send", file.toString(), "--to", server.address());

            assertThat(one.exitCode(LIMIT)).isZero();
            assertThat(two.exitCode(LIMIT)).isZero();
            assertThat(json.exitCode(LIMIT)).isZero();
            assertThat(one.outBytes()).isEqualTo(Files.readAllBytes(file));
            assertThat(two.outBytes()).isEqualTo(Files.readAllBytes(file));
            assertThat(new String(json.outBytes(), StandardCharsets.UTF_8).lines()).hasSize(30)
                    .allMatch(line -> line.contains("\"type\":\"DT\"") && line.contains("\"channel\":1"));
            assertThat(one.err()).contains("version 1");
            assertThat(two.err()).contains("version 2");
        }
    }

    private RtpdProcess cat(RtpdProcess server, String protocol, String format) {
        return RtpdProcess.start(work, "cat", "--from", server.address(), "--protocol", protocol,
                "--format", format, "--count", "30", "--unit", "9102", "--stream", "1", "--type", "DT");
    }
}
