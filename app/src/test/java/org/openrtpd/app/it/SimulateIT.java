package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrtpd.app.tail.JournalCheck;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/** A simulated network in files and in the journal of an RTPD: the same packets, in the same order. */
class SimulateIT {

    private static final int UNITS = 3;
    private static final int FIRST_UNIT = 0x9A01;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final List<String> NETWORK = List.of("--units", "3", "--first-unit", "9A01",
            "--start", "2026-03-21T23:50:00Z", "--duration", "12m", "--record-length", "5m",
            "--streams", "rate=100,format=C2;rate=20,format=16;rate=1,format=32;aux", "--seed", "42",
            "--clock-step", "390", "--earthquakes", "60");

    @TempDir static Path files;
    @TempDir Path work;

    @BeforeAll
    static void writeFiles() {
        RtpdProcess.run(files, simulate(List.of("--out", files.toString()), "--layout flat"));
    }

    private static String[] simulate(List<String> where, String more) {
        List<String> arguments = new ArrayList<>(List.of("simulate"));
        arguments.addAll(where);
        arguments.addAll(NETWORK);
        arguments.addAll(List.of(more.split(" ")));
        return arguments.toArray(new String[0]);
    }

    private static JsonNode summary(RtpdProcess process) throws IOException {
        String[] lines = process.out().strip().split("\n");
        return new ObjectMapper().readTree(lines[lines.length - 1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--speed max --loss 0.2",
        "--speed max --transport tcp",
        "--speed 90 --outage 3s/1s",
        "--speed 90 --outage 3s/1s --transport tcp"})
    void shouldJournalWhatTheFilesHavePacketByPacket(String way) throws IOException {
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0);
                RtpdProcess push = RtpdProcess.start(
                        work, simulate(List.of("--to", server.address()), way))) {
            assertThat(push.exitCode(LIMIT)).as(push.err()).isZero();

            JsonNode summary = summary(push);
            assertThat(summary.path("acknowledged").asInt())
                    .isEqualTo(summary.path("packets").asInt()).isGreaterThan(900);
            assertThat(summary.has("retransmitted") && summary.has("seconds")).isTrue();
            server.terminate();
            server.exitCode(LIMIT);
        }
        Map<Integer, ByteArrayOutputStream> journaled = journaled(data);
        assertThat(journaled).hasSize(UNITS);
        for (int unit = FIRST_UNIT; unit < FIRST_UNIT + UNITS; unit++) {
            assertThat(journaled.get(unit).toByteArray())
                    .isEqualTo(Files.readAllBytes(files.resolve(String.format("%04X.ref", unit))));
        }
        assertThat(JournalCheck.of(data).isClean()).isTrue();
    }

    /** The packets in a journal, by unit. */
    private static Map<Integer, ByteArrayOutputStream> journaled(Path data) throws IOException {
        Map<Integer, ByteArrayOutputStream> byUnit = new HashMap<>();
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                if (entry.isPacket()) {
                    entry.body().getBytes(entry.bodyStart(), byUnit.computeIfAbsent(
                            entry.unit(), unit -> new ByteArrayOutputStream()), entry.bodyLength());
                }
            }
        }
        return byUnit;
    }

    @Test
    void shouldSendWhatItHasRecordedWhenItIsStopped() throws IOException {
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0);
                RtpdProcess push = RtpdProcess.start(work, "simulate", "--to", server.address(),
                        "--units", "5", "--streams", "rate=1000,format=32")) {
            await().atMost(LIMIT).until(() -> RtpdProcess.run(work, "tail", "--data",
                    data.toString(), "--type", "DT", "--format", "raw").length > 20 * 1024);
            push.terminate();

            push.exitCode(LIMIT);
            JsonNode summary = summary(push);
            assertThat(summary.path("acknowledged").asInt())
                    .isEqualTo(summary.path("packets").asInt()).isGreaterThan(20);
        }
    }

    @Test
    void shouldSummarizeFilesInOneLine() throws IOException {
        byte[] out = RtpdProcess.run(work, "simulate", "--units", "2", "--out",
                work.resolve("archive").toString(), "--streams", "rate=1;aux");
        JsonNode summary = new ObjectMapper().readTree(out);

        assertThat(summary.path("packets").asInt() * 1024).isEqualTo(summary.path("bytes").asInt());
        assertThat(summary.path("files").asInt()).isEqualTo(2 * 4);
    }
}
