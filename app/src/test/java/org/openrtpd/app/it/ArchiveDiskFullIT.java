package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive's disk runs full: nothing is lost, it is told once, and goes on by itself. */
class ArchiveDiskFullIT {

    /** More than fits the small disk, less than fits the large one. */
    private static final int EVENTS = 400;
    private static final Duration LIMIT = RtpdProcess.LIMIT;

    @TempDir Path work;
    private Path disk;
    private MountedDisk mounted;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        mounted = MountedDisk.mount(work.resolve("disk"), 6);
        disk = mounted.root();
    }

    @AfterEach
    void unmount() {
        if (mounted != null) {
            mounted.close();
        }
    }

    @Test
    void shouldGoOnWhereItWasWhenThereIsRoom() throws Exception {
        Path file = new EventRecording(0x9C03).write(work, EVENTS);
        Path data = work.resolve("data");
        Path root = disk.resolve("reftek");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            RtpdProcess.run(work, "send", file.toString(), "--to", server.address());
            try (RtpdProcess archive = RtpdProcess.start(work, "archive", "--data",
                    data.toString(), "--reftek", root.toString(), "--commit-interval", "10ms")) {
                await().atMost(LIMIT).until(() -> archive.err().contains("cannot write"));
                assertThat(mounted.resize(64)).isTrue();
                await().atMost(LIMIT).until(() -> archive.err().contains("writing again"));
                await().atMost(LIMIT).until(() -> packets(root).size() == Files.size(file) / 1024);

                assertThat(archive.isAlive()).as(archive.err()).isTrue();
                assertThat(count(archive.err(), "cannot write")).isEqualTo(1);
            }
        }
        assertThat(packets(root)).isEqualTo(packetsOf(Files.readAllBytes(file)));
    }

    private static Set<ByteBuffer> packets(Path root) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> f.getFileName().toString().matches("\\d{9}_\\w{8}")).toList()) {
                bytes.write(Files.readAllBytes(file));
            }
        } catch (IOException | UncheckedIOException e) {
            // A file got its final name meanwhile: look again.
            return Set.of();
        }
        return packetsOf(bytes.toByteArray());
    }

    /** No two packets of the recording are alike, so none may stand twice. */
    private static Set<ByteBuffer> packetsOf(byte[] bytes) {
        Set<ByteBuffer> packets = new HashSet<>();
        for (int at = 0; at < bytes.length; at += Recordings.PACKET) {
            boolean fresh = packets.add(
                    ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + Recordings.PACKET)));
            assertThat(fresh).as("packet at " + at + " stands twice").isTrue();
        }
        return packets;
    }

    private static long count(String text, String what) {
        return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
    }
}
