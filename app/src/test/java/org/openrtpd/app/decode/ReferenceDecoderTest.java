package org.openrtpd.app.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against an independent decoder: the same lines, value by value, errors too. */
class ReferenceDecoderTest {

    private static final int PACKETS = 12_000;
    private static final int FEWER_PACKETS = 1500;

    /** Last year that nanoseconds in 64 bits reach; the reference decoder goes on to 2999. */
    private static final int LAST_YEAR = 2261;

    private static final Set<String> TEXT_TIMES = Set.of("implement_time", "trigger_time",
            "first_sample_time", "detrigger_time", "last_sample_time");

    @TempDir private Path directory;

    private static Path reference() {
        assumeTrue(DecodeRun.shared().isPresent(), "the reference decoder is not beside this checkout");
        assumeTrue(DecodeRun.hasPython(), "there is no python3");
        return DecodeRun.shared().orElseThrow().resolve("tools").resolve("decode_reftek.py");
    }

    private static List<Path> recordings() throws IOException {
        assumeTrue(DecodeRun.shared().isPresent(), "real recordings are not beside this checkout");
        try (Stream<Path> files = Files.list(DecodeRun.shared().orElseThrow().resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".packets.jsonl"))
                    .map(file -> Path.of(file.toString().replace(".packets.jsonl", "")))
                    .sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"packets", "traces"})
    void shouldGiveTheKnownResultsForRealRecordings(String part) throws IOException {
        for (Path recording : recordings()) {
            List<JsonNode> expected = DecodeRun.parse(
                    Files.readAllLines(Path.of(recording + "." + part + ".jsonl")));

            DecodeRun run = DecodeRun.of("--" + part, "--samples", recording.toString());

            assertThat(run.exitCode()).isZero();
            expected.forEach(line -> ((ObjectNode) line).put("file", recording.toString()));
            assertSameLines(run.lines(), expected);
        }
    }

    @Test
    void shouldAgreeOnPacketsOfAllTypesWithAllKindsOfDamage() throws Exception {
        Path reference = reference();
        Path file = directory.resolve("random");
        Files.write(file, new RandomPackets(20).file(PACKETS));

        DecodeRun run = DecodeRun.of(file.toString());

        DecodeRun expected = DecodeRun.ofReference(reference, directory, List.of(file.toString()));
        assertThat(run.exitCode()).isEqualTo(expected.exitCode()).isEqualTo(1);
        assertSameLines(run.lines(), expected.lines());
        assertThat(run.lines()).hasSizeGreaterThan(PACKETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--traces --samples", "--traces --by-event", "--traces --file-order", "--packets --traces",
        "--traces --tolerance-ms 500", "--traces --rate 125/3 --tolerance-ms 0",
        "--traces --all-files --rate 0.5", "--all-files"
    })
    void shouldAgreeOnEveryOption(String options) throws Exception {
        Path reference = reference();
        List<String> arguments = new ArrayList<>(Arrays.asList(options.split(" ")));
        for (int seed = 1; seed <= 2; seed++) {
            Path file = directory.resolve("random" + seed);
            Files.write(file, new RandomPackets(seed).file(FEWER_PACKETS));
            arguments.add(file.toString());
        }

        DecodeRun run = DecodeRun.of(arguments.toArray(String[]::new));

        DecodeRun expected = DecodeRun.ofReference(reference, directory, arguments);
        assertThat(run.exitCode()).isEqualTo(expected.exitCode());
        assertSameLines(run.lines(), expected.lines());
    }

    private static void assertSameLines(List<JsonNode> lines, List<JsonNode> expected) {
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode ours = lines.get(i);
            JsonNode theirs = expected.get(i);
            adjust(theirs, ours);
            assertThat(names(ours)).isEqualTo(names(theirs));
            assertThat(ours).isEqualTo(theirs);
        }
    }

    /** Two things on which the decoders differ on purpose; docs/decode.md tells of them. */
    private static void adjust(JsonNode theirs, JsonNode ours) {
        for (String name : TEXT_TIMES) {
            JsonNode time = theirs.path(name);
            if (time.isTextual() && Integer.parseInt(time.textValue().substring(0, 4)) > LAST_YEAR) {
                ((ObjectNode) theirs).putNull(name);
            }
        }
        // Python also reads 1_0 and 7e1 as numbers.
        String raw = ours.path("position").path("raw").asText();
        if (theirs.path("position").has("lat") && raw.matches(".*[0-9.][eE_].*")) {
            ((ObjectNode) theirs).set("position", ours.get("position"));
        }
    }

    private static List<String> names(JsonNode line) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> all = line.fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        return names;
    }
}
