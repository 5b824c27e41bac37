package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One {@code rtpid}, run from the distribution; all of one directory share their state. */
final class RtpidProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path state;
    private final Path err;
    private final Path events;
    private final URI metrics;

    private RtpidProcess(Process process, Path state, Path err, Path events, URI metrics) {
        this.process = process;
        this.state = state;
        this.err = err;
        this.events = events;
        this.metrics = metrics;
    }

    /** Starts it with its state and events below a directory, with a command to supervise. */
    static RtpidProcess start(Path work, List<String> options, List<String> command) {
        try {
            Path state = work.resolve("state");
            Path err = Files.createTempFile(work, "rtpid-", ".err");
            Path events = Files.createTempFile(work, "rtpid-", ".events");
            List<String> line = new ArrayList<>(List.of(
                    RtpdProcess.DISTRIBUTION.resolve("bin/rtpid").toString(),
                    "--state", state.toString(), "--events", events.toString()));
            int http = RtpdProcess.freePort();
            line.addAll(List.of("--http", "127.0.0.1:" + http));
            line.addAll(options);
            line.add("--");
            line.addAll(command);
            Process process = new ProcessBuilder(line).redirectError(err.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return new RtpidProcess(process, state, err, events,
                    URI.create("http://127.0.0.1:" + http + "/metrics"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What this one told, in order, as it stands in {@code --events}. */
    List<JsonNode> events() {
        List<JsonNode> told = new ArrayList<>();
        try {
            String text = Files.readString(events);
            // A line that is not whole yet is there the next time.
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                told.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    /** Waits until its metrics tell that an alarm stands, whoever raised it first. */
    void awaitStanding(String alarm) {
        await().atMost(RtpdProcess.LIMIT).ignoreException(ConnectException.class)
                .untilAsserted(() -> assertThat(metrics()).as(() -> err())
                        .containsPattern("rtpid_alarm\\{alarm=\"" + alarm + "\",?} 1"));
    }

    private String metrics() throws IOException {
        try (InputStream in = metrics.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Waits until it has seen packets of recorders: it asks RTPD for their times every few seconds. */
    void awaitPacketsSeen() {
        await().atMost(RtpdProcess.LIMIT).until(() ->
                Files.readString(state.resolve("state.properties")).contains("delivering=true"));
    }

    List<JsonNode> events(Predicate<JsonNode> which) {
        return events().stream().filter(which).toList();
    }

    /** An event of a name, such as {@code ready}. */
    static Predicate<JsonNode> named(String name) {
        return event -> event.path("event").asText().equals(name);
    }

    /** A restart for a reason. */
    static Predicate<JsonNode> restartFor(String reason) {
        return named("restarting").and(event -> event.path("reason").asText().equals(reason));
    }

    /** An alarm, {@code raised} or {@code cleared}. */
    static Predicate<JsonNode> alarm(String alarm, String state) {
        return named("alarm").and(event -> event.path("alarm").asText().equals(alarm)
                && event.path("state").asText().equals(state));
    }

    /** Waits for an event that this one tells, the first of its sort or a later one. */
    JsonNode awaitEvent(Predicate<JsonNode> which, int times) {
        await().atMost(RtpdProcess.LIMIT).untilAsserted(
                () -> assertThat(events(which)).as(() -> err()).hasSizeGreaterThanOrEqualTo(times));
        return events(which).get(times - 1);
    }

    JsonNode awaitEvent(Predicate<JsonNode> which) {
        return awaitEvent(which, 1);
    }

    static long pid(JsonNode event) {
        return event.path("pid").asLong();
    }

    static Instant time(JsonNode event) {
        return Instant.parse(event.path("time").asText());
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM, and the end: RTPD ends with it. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    private int exitCode() {
        try {
            assertThat(process.waitFor(RtpdProcess.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> err()).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
