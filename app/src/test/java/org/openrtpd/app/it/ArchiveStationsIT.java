package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A station file that changes while {@code rtpd archive} runs. */
class ArchiveStationsIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir Path work;

    private void simulate(RtpdProcess server, String start) {
        RtpdProcess.run(work, "simulate", "--to", server.address(), "--units", "2", "--speed", "max",
                "--streams", "rate=100,channels=1,format=C0", "--start", start, "--duration", "60s");
    }

    private List<String> stations(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().contains(".HHZ."))
                    .filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().split("\\.D\\.")[0]).distinct().sorted().toList();
        }
    }

    @Test
    void shouldNameDataByTheFileInForceAndTellWhatItDoesNotName() throws Exception {
        Path file = work.resolve("stations.csv");
        Path root = work.resolve("sds");
        Files.writeString(file, "unit,network,station\n9D01,AM,AAA\n");
        try (RtpdProcess server = RtpdProcess.serve(work, work.resolve("data"), 0);
                RtpdProcess archive = RtpdProcess.start(work, "archive", "--data",
                        work.resolve("data").toString(), "--mseed", root.toString(), "--stations",
                        file.toString(), "--commit-interval", "100ms")) {
            simulate(server, "2026-03-01T10:00:00Z");
            await().atMost(LIMIT).until(() -> stations(root).contains("AM.AAA..HHZ"));
            await().atMost(LIMIT).until(() -> archive.err().contains(
                    "unit=9D02 stream=1 channel=1 is not in the station file"));

            Files.writeString(file, "unit,network,station\n9D01,AM,BBB\n9D02,TOOLONG,CCC\n");
            new ProcessBuilder("kill", "-HUP", "" + archive.pid()).start().waitFor();
            await().atMost(LIMIT).until(() -> archive.err().contains("is refused"));
            Files.writeString(file, "unit,network,station\n9D01,AM,BBB\n9D02,AM,CCC\n");
            new ProcessBuilder("kill", "-HUP", "" + archive.pid()).start().waitFor();
            await().atMost(LIMIT).until(() -> archive.err().contains("entries=2: in force from now on"));
            simulate(server, "2026-03-02T10:00:00Z");

            await().atMost(LIMIT).until(() -> stations(root).contains("AM.CCC..HHZ"));
            assertThat(stations(root)).containsExactly(
                    "AM.AAA..HHZ", "AM.BBB..HHZ", "AM.CCC..HHZ", "XX.S002..HHZ");
        }
    }
}
