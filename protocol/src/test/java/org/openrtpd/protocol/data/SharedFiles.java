package org.openrtpd.protocol.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real recordings and the decoder that is not ours, where they lie beside the checkout. */
final class SharedFiles {

    private static final long PYTHON_LIMIT_S = 400;

    private SharedFiles() {}

    /** A directory of them; the test is skipped where there is none. */
    static Path directory(String name) {
        String named = System.getenv("OPENRTPD_SHARED");
        Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
        Path directory = shared.resolve(name);
        assumeTrue(Files.isDirectory(directory), directory + " is not beside this checkout");
        return directory;
    }

    /** What the independent decoder prints for a file; the test is skipped without python3. */
    static List<String> decodedByPython(Path file) throws IOException, InterruptedException {
        Path script = directory("tools").resolve("decode_reftek.py");
        Path output = Files.createTempFile("decoded", ".jsonl");
        try {
            Process python;
            try {
                python = new ProcessBuilder("python3", "" + script, "--packets", "" + file)
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
            } catch (IOException e) {
                assumeTrue(false, "python3 is not installed: " + e.getMessage());
                throw e;
            }
            if (!python.waitFor(PYTHON_LIMIT_S, TimeUnit.SECONDS)) {
                python.destroyForcibly();
                throw new IllegalStateException(script + " took above " + PYTHON_LIMIT_S + " s");
            }
            return Files.readAllLines(output);
        } finally {
            Files.delete(output);
        }
    }
}
