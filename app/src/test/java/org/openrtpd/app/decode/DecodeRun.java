package org.openrtpd.app.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * One run of the command, ours or the independent decoder.
 *
 * @param exitCode of it
 * @param lines that it wrote
 * @param errors what it said on standard error
 */
record DecodeRun(int exitCode, List<JsonNode> lines, String errors) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static DecodeRun of(String... arguments) throws IOException {
        return withInput(new byte[0], arguments);
    }

    static DecodeRun withInput(byte[] input, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(
                new DecodeCommand(new ByteArrayInputStream(input), out));
        line.setErr(new PrintWriter(err, true));
        int exitCode = line.execute(arguments);
        return new DecodeRun(
                exitCode, parse(out.toString(StandardCharsets.UTF_8).lines().toList()), err.toString());
    }

    /** The independent decoder on the same command line. */
    static DecodeRun ofReference(Path decoder, Path directory, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", decoder.toString()));
        command.addAll(arguments);
        Path out = Files.createTempFile(directory, "reference", ".jsonl");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int exitCode = process.waitFor();
        return new DecodeRun(exitCode, parse(Files.readAllLines(out)), "");
    }

    static List<JsonNode> parse(List<String> lines) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : lines) {
            nodes.add(MAPPER.readTree(line));
        }
        return nodes;
    }

    /** What stands beside the checkout, where it is there: data and tools. */
    static Optional<Path> shared() {
        String named = System.getenv("OPENRTPD_SHARED");
        Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
        return Files.isDirectory(shared.resolve("data")) ? Optional.of(shared) : Optional.empty();
    }

    /** True when the independent decoder can be run. */
    static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "-c", "pass").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
