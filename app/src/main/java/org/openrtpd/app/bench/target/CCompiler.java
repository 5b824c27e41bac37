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

    private final Workplace workplace;

    CCompiler(Workplace workplace) {
        this.workplace = workplace;
    }

    /** The program, or nothing where there is no compiler or it fails. */
    Optional<Path> compile(String name) {
        Path source = workplace.newPath(name + ".c");
        Path program = workplace.newPath(name);
        try (InputStream in = CCompiler.class.getResourceAsStream(name + ".c")) {
            Files.copy(in, source);
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
}
