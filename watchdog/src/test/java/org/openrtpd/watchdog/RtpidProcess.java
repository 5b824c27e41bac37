package org.openrtpd.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One {@code rtpid}, as a process of its own that can be killed. */
final class RtpidProcess implements AutoCloseable {

    /** For what must happen: only something hanging reaches it. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final Path work;
    private final Path err;

    private RtpidProcess(Process process, Path work, Path err) {
        this.process = process;
        this.work = work;
        this.err = err;
    }

    /** Starts it with its state and events below a directory. */
    static RtpidProcess start(Path work, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Rtpid.class.getName(),
                "--state", work.resolve("state").toString(),
                "--events", work.resolve("events").toString()));
        line.addAll(List.of(arguments));
        Path err = Files.createTempFile(work, "rtpid-", ".err");
        return new RtpidProcess(new ProcessBuilder(line).redirectError(err.toFile())
                .redirectOutput(work.resolve("out").toFile()).start(), work, err);
    }

    /** Events of a name so far, of all that ran in this directory. */
    List<String> events(String name) {
        try {
            return Files.readAllLines(work.resolve("events")).stream()
                    .filter(line -> line.contains("\"event\":\"" + name + "\"")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until an event has come so often, and gives the last of them. */
    String awaitEvent(String name, int times) {
        await().atMost(LIMIT).untilAsserted(
                () -> assertThat(events(name)).as(() -> err()).hasSizeGreaterThanOrEqualTo(times));
        return events(name).get(times - 1);
    }

    static long pidIn(String event) {
        return Long.parseLong(event.replaceAll(".*\"pid\":(\\d+).*", "$1"));
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(() -> err()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
