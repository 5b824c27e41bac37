package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings go in by one process and come out by another, byte for byte, each packet once. */
class EndToEndIT {

    private static final Duration LIMIT = RtpdProcess.LIMIT;

    @TempDir Path work;

    private List<Path> recordings() throws IOException {
        List<Path> made = List.of(Recordings.make(work, 0x9E16, 3), Recordings.make(work, 0x91F5, 40));
        return Recordings.real().orElse(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--transport udp --loss 0.2 --duplicate 0.1 --reorder 0.2",
        "--transport udp --delay 20",
        "--transport tcp"})
    void shouldGiveBackEveryRecordingByteForByte(String link) throws IOException {
        List<Path> files = recordings();
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            List<String> arguments = new ArrayList<>(List.of("send", "--to", server.address()));
            arguments.addAll(List.of(link.split(" ")));
            files.forEach(file -> arguments.add(file.toString()));
            try (RtpdProcess send = RtpdProcess.start(work, arguments.toArray(new String[0]))) {
                assertThat(send.exitCode(LIMIT)).as(send.err()).isZero();
                JsonNode summary = new ObjectMapper().readTree(lastLine(send.out()));
                assertThat(summary.path("acknowledged").asInt())
                        .isEqualTo(summary.path("packets").asInt()).isPositive();
                assertThat(summary.has("retransmitted") && summary.has("seconds")).isTrue();
            }
            for (Path file : files) {
                byte[] raw = RtpdProcess.run(work, "tail", "--data", data.toString(), "--unit",
                        Recordings.unit(file), "--format", "raw");
                assertThat(raw).isEqualTo(Files.readAllBytes(file));
            }
            RtpdProcess.run(work, "verify", "--data", data.toString());
        }
    }

    @Test
    void shouldFollowTheJournalFromAnotherProcessWhileItIsWritten() throws IOException {
        Path file = Recordings.make(work, 0x9A01, 50);
        Path data = work.resolve("data");
        try (RtpdProcess tail = RtpdProcess.start(work, "tail", "--data", data.toString(), "--follow",
                        "--count", "50", "--format", "raw");
                RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            RtpdProcess.run(work, "send", file.toString(), "--to", server.address());

            assertThat(tail.exitCode(LIMIT)).isZero();
            assertThat(tail.outBytes()).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void shouldTellTheFactsOfEveryPacketInJsonAndSelectByThem() throws IOException {
        Path file = Recordings.make(work, 0x9A02, 12);
        Path data = work.resolve("data");
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            RtpdProcess.run(work, "send", file.toString(), "--to", server.address());
        }

        String[] lines = tail(data, "--format", "json");
        assertThat(lines).hasSize(12);
        JsonNode seventh = new ObjectMapper().readTree(lines[6]);
        assertThat(seventh.path("unit").asText()).isEqualTo("9A02");
        assertThat(seventh.path("seq").asInt()).isEqualTo(6);
        assertThat(seventh.path("type").asText()).isEqualTo("DT");
        assertThat(seventh.path("time").asText()).isEqualTo("2026-03-21T12:34:56.000Z");
        assertThat(seventh.path("packetSequence").asInt()).isEqualTo(6);
        assertThat(seventh.path("event").asInt()).isEqualTo(1);
        assertThat(seventh.path("stream").asInt()).isEqualTo(1);
        assertThat(seventh.path("channel").asInt()).isEqualTo(1);
        assertThat(seventh.path("samples").asInt()).isEqualTo(250);
        assertThat(seventh.path("format").asText()).isEqualTo("32");
        assertThat(seventh.path("received").asText()).matches("\\d{4}-.*Z");
        assertThat(seventh.has("index") && seventh.has("epoch")).isTrue();

        assertThat(tail(data, "--from", seventh.path("index").asText())).hasSize(6);
        assertThat(tail(data, "--from", seventh.path("received").asText())).hasSize(6);
        assertThat(tail(data, "--from", "end")).isEmpty();
        assertThat(tail(data, "--stream", "1", "--channel", "1", "--type", "dt")).hasSize(12);
        assertThat(tail(data, "--channel", "2")).isEmpty();
        assertThat(tail(data, "--unit", "9a03")).isEmpty();
        assertThat(tail(data, "--count", "5")).hasSize(5);
    }

    private String[] tail(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("tail", "--data", data.toString()));
        arguments.addAll(List.of(more));
        byte[] out = RtpdProcess.run(work, arguments.toArray(new String[0]));
        String text = new String(out, StandardCharsets.UTF_8);
        return text.isEmpty() ? new String[0] : text.split("\n");
    }

    private static String lastLine(String text) {
        String[] lines = text.strip().split("\n");
        return lines[lines.length - 1];
    }
}
