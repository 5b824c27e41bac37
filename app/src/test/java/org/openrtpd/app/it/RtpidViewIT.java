package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTPID as the parent of RTPD, both from the distribution, and what RTPD's page tells of it. */
class RtpidViewIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern READY = Pattern.compile("ready udp=.* pid=(\\d+) http=(\\S+)");

    @TempDir Path work;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Path out;
    private Process rtpid;
    private String rtpd;

    @BeforeEach
    void start() throws IOException {
        int port = RtpdProcess.freePort();
        int web = RtpdProcess.freePort();
        String status = "127.0.0.1:" + RtpdProcess.freePort();
        rtpd = "127.0.0.1:" + web;
        out = work.resolve("rtpid.out");
        rtpid = new ProcessBuilder(List.of(
                RtpdProcess.DISTRIBUTION.resolve("bin/rtpid").toString(),
                "--http", status, "--state", work.resolve("state").toString(), "--probe-every", "1s",
                "--", RtpdProcess.DISTRIBUTION.resolve("bin/rtpd").toString(), "serve",
                "--data", work.resolve("data").toString(), "--listen", "127.0.0.1:" + port,
                "--http", rtpd, "--rtpid-status", status))
                .redirectOutput(out.toFile()).redirectErrorStream(true).start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        rtpid.destroy();
        if (!rtpid.waitFor(RtpdProcess.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            rtpid.descendants().forEach(ProcessHandle::destroyForcibly);
            rtpid.destroyForcibly();
        }
    }

    /** RTPID's status by way of RTPD; empty while either does not answer. */
    private JsonNode status() {
        return watchdog().path("status");
    }

    private JsonNode watchdog() {
        return json("/api/v1/watchdog");
    }

    private JsonNode json(String path) {
        try {
            return MAPPER.readTree(client.send(
                    HttpRequest.newBuilder(URI.create("http://" + rtpd + path))
                            .timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return MAPPER.missingNode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long pid() throws IOException {
        Matcher ready = READY.matcher(Files.readString(out));
        assertThat(ready.find()).isTrue();
        return Long.parseLong(ready.group(1));
    }

    @Test
    void shouldTellTheStateTheProbeAndWhyRtpdWasStartedAgain() throws IOException {
        await().atMost(RtpdProcess.LIMIT).untilAsserted(() -> {
            assertThat(status().path("up").asBoolean()).isTrue();
            assertThat(status().path("lastProbe").asText()).isEqualTo("acknowledged");
        });
        assertThat(status().path("state").asText()).isEqualTo("up");
        assertThat(status().path("restartCount").asInt()).isZero();
        JsonNode contract = json("/api/openapi.json");
        Schema schema = new Schema(contract);
        JsonNode wanted = contract.at("/components/schemas/Watchdog");
        schema.check("before", wanted, watchdog());

        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

        await().atMost(RtpdProcess.LIMIT).untilAsserted(() -> {
            assertThat(status().path("restartCount").asInt()).isEqualTo(1);
            assertThat(status().path("up").asBoolean()).isTrue();
        });
        assertThat(status().path("lastRestartReason").asText()).isEqualTo("process-gone");
        assertThat(status().path("restarts").path(0).path("reason").asText())
                .isEqualTo("process-gone");
        schema.check("after", wanted, watchdog());
    }
}
