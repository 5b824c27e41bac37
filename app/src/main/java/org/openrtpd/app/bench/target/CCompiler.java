package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes programs of the C sources in our jar, with the compiler of the machine where it has one. */
final class CCompiler {

    private static final long LIMIT_SECONDS = 60;

    /** What all of them know of recorders. */
    private static final String LEG = "recorder-leg.h";

    private final Workplace workplace;

    CCompiler(Workplace workplace) {
        this.workplace = workplace;
    }

    /** The program, or nothing where there is no compiler or it fails. */
    Optional<Path> compile(String name) {
        Path sources = workplace.emptyDirectory("c");
        Path program = workplace.newPath(name);
        try {
            Path source = copy(name + ".c", sources);
            copy(LEG, sources);
            Process compiler = new ProcessBuilder("cc", "-O2", "-pthread", "-o", program.toString(),
                    source.toString()).redirectErrorStream(true)
                    .redirectOutput(workplace.newPath("cc.out").toFile()).start();
            if (!compiler.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                compiler.destroyForcibly();
                return Optional.empty();
            }
            return compiler.exitValue() == 0 ? Optional.of(program) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Path copy(String name, Path into) throws IOException {
        try (InputStream in = CCompiler.class.getResourceAsStream(name)) {
            Path file = into.resolve(name);
            Files.copy(in, file);
            return file;
        }
    }
}
