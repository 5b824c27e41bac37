package org.openrtpd.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus's own tool, where it is installed (Debian has it in the package prometheus). */
public final class Promtool {

    private Promtool() {}

    /**
     * Runs it and expects that it finds nothing wrong; skips the test where it is not installed.
     *
     * @param in what it reads
     */
    public static void accept(Path in, String... arguments) throws IOException, InterruptedException {
        Optional<Path> tool = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "promtool")).filter(Files::isExecutable).findFirst();
        assumeTrue(tool.isPresent(), "promtool is not installed");
        List<String> command = new ArrayList<>(List.of(tool.get().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectInput(in.toFile())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
