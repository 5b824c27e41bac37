package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tail and gaps say of a journal, as processes that a user runs. */
class DecodedTailIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path work;
    private Path data;

    @BeforeEach
    void place() {
        data = work.resolve("data");
    }

    private void journal(List<Path> files) throws IOException {
        try (RtpdProcess server = RtpdProcess.serve(work, data, 0)) {
            for (Path file : files) {
                RtpdProcess.run(work, "send", "--to", server.address(), file.toString());
            }
        }
    }

    private List<Path> real() throws IOException {
        var files = Recordings.real();
        Assumptions.assumeTrue(files.isPresent(), "the real recordings are not there");
        return files.get();
    }

    private List<JsonNode> tail(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("tail", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return parsed(RtpdProcess.run(work, arguments.toArray(new String[0])));
    }

    private static List<JsonNode> parsed(byte[] lines) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
            nodes.add(MAPPER.readTree(line));
        }
        return nodes;
    }

    private static String sha256(JsonNode samples) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(samples.size() * Integer.BYTES);
        samples.forEach(sample -> bytes.putInt(sample.intValue()));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    /** What the independent decoder says of a file, without where it stands. */
    private List<JsonNode> oracle(Path file) throws Exception {
        Path tool = file.resolveSibling("../tools/decode_reftek.py");
        Assumptions.assumeTrue(Files.isReadable(tool), tool + " is not there");
        Path out = work.resolve("oracle.jsonl");
        Process python = new ProcessBuilder("python3", tool.toString(), "--packets", file.toString())
                .redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        python.waitFor();
        List<JsonNode> lines = parsed(Files.readAllBytes(out));
        lines.forEach(line -> ((ObjectNode) line).remove(List.of("rec", "file", "i")));
        return lines;
    }

    @Test
    void shouldSayOfEveryPacketWhatAnIndependentDecoderSays() throws Exception {
        List<Path> files = real();
        journal(files);
        for (Path file : files) {
            List<JsonNode> packets = new ArrayList<>();
            for (JsonNode line : tail(
                    "--format", "json", "--samples", "--unit", Recordings.unit(file))) {
                ObjectNode packet = (ObjectNode) line.path("packet");
                JsonNode samples = packet.remove("samples");
                if (packet.has("sha256")) {
                    assertThat(sha256(samples)).isEqualTo(packet.path("sha256").textValue());
                    assertThat(samples.size()).isEqualTo(line.path("samples").intValue());
                }
                packets.add(packet);
            }

            assertThat(packets).isEqualTo(oracle(file)).isNotEmpty();
        }
    }

    @Test
    void shouldNameChannelsByTheStationFileAndColourOnlyWhenTold() throws Exception {
        Path file = Recordings.make(work, 0x9E16, 2);
        journal(List.of(file));
        Path stations = Files.writeString(work.resolve("stations.map"), "9E16 WET\n");

        String plain = new String(RtpdProcess.run(work, "tail", "--data", data.toString(),
                "--stations", stations.toString(), "--network", "DE"), StandardCharsets.UTF_8);
        String coloured = new String(RtpdProcess.run(work, "tail", "--data", data.toString(),
                "--color", "always"), StandardCharsets.UTF_8);

        assertThat(plain.lines()).hasSize(2).allMatch(line -> line.contains(" name=DE.WET.."));
        assertThat(plain).doesNotContain("\u001B");
        assertThat(coloured).contains("\u001B[1m");
    }

    @Test
    void shouldListTheGapsOfAJournalAndOfFiles() throws Exception {
        Path file = work.resolve("lost");
        byte[] made = Files.readAllBytes(Recordings.make(work, 0x9E16, 4));
        // Both have the same time: the second one is an overlap, and of no known rate without a header.
        Files.write(file, made);
        journal(List.of(file));

        try (RtpdProcess ofJournal = RtpdProcess.start(
                        work, "gaps", "--data", data.toString(), "--format", "json");
                RtpdProcess ofFile = RtpdProcess.start(
                        work, "gaps", file.toString(), "--format", "json")) {
            int exit = ofJournal.exitCode(LIMIT);
            assertThat(ofFile.exitCode(LIMIT)).isEqualTo(exit);
            assertThat(parsed(ofJournal.outBytes())).isEqualTo(parsed(ofFile.outBytes())).isNotEmpty();
        }
    }

    @Test
    void shouldFindNoGapInRealRecordings() throws Exception {
        List<Path> files = real();
        journal(files);

        String table = new String(
                RtpdProcess.run(work, "gaps", "--data", data.toString()), StandardCharsets.UTF_8);

        assertThat(table.lines().skip(1)).hasSize(8).allMatch(line -> line.contains(" 100.00 "));
    }
}
