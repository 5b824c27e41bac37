package org.openrtpd.app.bench.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a server for client programs that writes each message by itself: {@code naive.c}. */
public final class NaiveLauncher {

    /** What it is called in tables. */
    public static final String NAME = "one write a message (C)";

    private final Workplace workplace;
    private final Path program;

    private NaiveLauncher(Workplace workplace, Path program) {
        this.workplace = workplace;
        this.program = program;
    }

    /** Compiles it; nothing where there is no C compiler. */
    public static Optional<NaiveLauncher> compile(Workplace workplace) {
        return new CCompiler(workplace).compile("naive")
                .map(program -> new NaiveLauncher(workplace, program));
    }

    /** A server that sends from memory without end, as soon as so many clients are there. */
    public Target start(int clients) {
        return start(Integer.toString(clients));
    }

    /** A server that sends what recorders push over UDP, once so many clients are there. */
    public Target startLive(int clients) {
        return start(Integer.toString(clients), "live");
    }

    private Target start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ChildProcess process = ChildProcess.start(workplace, command, Map.of());
        return new Target(NAME, process, process.awaitReady(), workplace.emptyDirectory("naive"));
    }
}
