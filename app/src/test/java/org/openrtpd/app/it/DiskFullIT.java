package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk runs full under load: RTPD lives, acknowledges nothing, and goes on when there is room. */
class DiskFullIT {

    private static final int PACKETS = 40_000;
    private static final Duration LIMIT = RtpdProcess.LIMIT;

    @TempDir Path work;
    private Path disk;
    private MountedDisk mounted;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        mounted = MountedDisk.mount(work.resolve("disk"), 64);
        disk = mounted.root();
    }

    @AfterEach
    void unmount() {
        if (mounted != null) {
            mounted.close();
        }
    }

    @Test
    void shouldStopAcknowledgingTellItOnceAndGoOnWhenThereIsRoom() throws IOException {
        Path file = Recordings.make(work, 0x9F01, PACKETS);
        Path data = disk.resolve("data");
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[35 << 20]);
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0, "--min-free", "2MiB",
                        "--http", "127.0.0.1:0");
                RtpdProcess send = RtpdProcess.start(work, "send", file.toString(), "--to",
                        server.address())) {
            await().atMost(LIMIT).until(() -> server.err().contains("the disk is full")
                    || !server.isAlive() || !send.isAlive());
            assertThat(server.isAlive()).as(server.err()).isTrue();
            assertThat(send.isAlive()).as("not all can be acknowledged").isTrue();
            HttpResponse<String> health = health(server, "/health");
            assertThat(health.statusCode()).as(health.body()).isEqualTo(503);
            assertThat(health.body()).contains("\"live\":true", "\"ready\":false", "the disk is full");
            assertThat(health(server, "/health/live").statusCode()).isEqualTo(200);
            Files.delete(ballast);

            assertThat(send.exitCode(LIMIT)).as(send.err()).isZero();
            assertThat(count(server.err(), "the disk is full")).isEqualTo(1);
            assertThat(count(server.err(), "the disk has room again")).isEqualTo(1);
            assertThat(RtpdProcess.run(work, "tail", "--data", data.toString(), "--format", "raw"))
                    .isEqualTo(Files.readAllBytes(file));
            RtpdProcess.run(work, "verify", "--data", data.toString());
        }
    }

    @Test
    void shouldRefuseToStartOnAFullDiskAndSayWhatToDo() throws IOException {
        Files.write(disk.resolve("ballast"), new byte[62 << 20]);

        try (RtpdProcess server = RtpdProcess.start(work, "serve", "--data",
                disk.resolve("data").toString(), "--listen", "127.0.0.1:0", "--http", "off")) {
            assertThat(server.exitCode(LIMIT)).isEqualTo(5);
            assertThat(server.err()).contains("is full").contains("free some space");
        }
    }

    private static HttpResponse<String> health(RtpdProcess server, String path) {
        String http = server.out().strip().replaceAll(".* http=", "");
        try {
            return HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://" + http + path)).timeout(LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String text, String what) {
        return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
    }
}
