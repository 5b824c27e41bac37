package org.openrtpd.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A decoder that is not ours, where the checkout has it beside it; else tests are skipped. */
public final class IndependentDecoder {

    private static final long LIMIT_SECONDS = 120;

    private IndependentDecoder() {}

    /** Says why a test cannot be, when it cannot. */
    public static void assumeIsThere() {
        assumeTrue(path().isPresent(), "no tools/decode_reftek.py beside the checkout");
        assumeTrue(hasPython(), "no python3 on this machine");
    }

    /** What it makes of files, one JSON object a line; fails unless all packets are clean. */
    public static List<JsonNode> decode(Path work, List<Path> files, String... options)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(work, "decoded-", ".jsonl");
        List<String> command =
                new ArrayList<>(List.of("python3", path().orElseThrow().toString()));
        command.addAll(List.of(options));
        files.forEach(file -> command.add(file.toString()));
        Process decoding = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(decoding.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(decoding.exitValue()).as("0: all packets clean; " + output).isZero();
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<String> text = Files.lines(output)) {
            for (String line : text.toList()) {
                lines.add(mapper.readTree(line));
            }
        }
        return lines;
    }

    /** Named by the environment, or below a directory shared that some parent has. */
    private static Optional<Path> path() {
        String named = System.getenv("OPENRTPD_SHARED");
        if (named != null) {
            return Optional.of(Path.of(named, "tools", "decode_reftek.py")).filter(Files::exists);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path decoder = at.resolve(Path.of("shared", "tools", "decode_reftek.py"));
            if (Files.exists(decoder)) {
                return Optional.of(decoder);
            }
        }
        return Optional.empty();
    }

    private static boolean hasPython() {
        try {
            Process python = new ProcessBuilder("python3", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return python.waitFor(10, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
