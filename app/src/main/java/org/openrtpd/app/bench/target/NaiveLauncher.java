package org.openrtpd.app.bench.target;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a server for client programs that writes each message by itself: {@code naive.c}. */
public final class NaiveLauncher {

    private static final Pattern READY = Pattern.compile("ready (\\d+)\\R");
    private static final Duration START = Duration.ofMinutes(1);

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

    /** A server that sends as soon as so many clients are there. */
    public Target start(int clients) {
        ChildProcess process = ChildProcess.start(
                workplace, List.of(program.toString(), Integer.toString(clients)), Map.of());
        Matcher ready = process.awaitLine(READY, START);
        return new Target("one write a message (C)", process,
                new InetSocketAddress("127.0.0.1", Integer.parseInt(ready.group(1))),
                workplace.emptyDirectory("naive"));
    }
}
