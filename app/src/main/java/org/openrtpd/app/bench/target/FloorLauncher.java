package org.openrtpd.app.bench.target;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Starts the floor: {@code floor.c}, which lies in our jar, compiled with the C compiler of the
 * machine.
 */
public final class FloorLauncher {

    private static final Pattern READY = Pattern.compile("ready (\\d+)\\R");
    private static final Duration START = Duration.ofMinutes(1);

    private final Workplace workplace;
    private final Path program;

    private FloorLauncher(Workplace workplace, Path program) {
        this.workplace = workplace;
        this.program = program;
    }

    /** @throws CommandFailed where there is no C compiler */
    public static FloorLauncher compile(Workplace workplace) {
        Path program = new CCompiler(workplace).compile("floor").orElseThrow(() -> new CommandFailed(
                "the floor is a C program, and there is no working cc: install a C compiler"));
        return new FloorLauncher(workplace, program);
    }

    /** What the floor is, for tables. */
    public String kind() {
        return "floor (C)";
    }

    public Target start(TargetSettings settings) {
        Path file = workplace.newPath("floor.data");
        ChildProcess process = ChildProcess.start(workplace, List.of(program.toString(),
                settings.leg().word(), file.toString(),
                settings.durability().name().toLowerCase(Locale.ROOT),
                Long.toString(settings.commitInterval().toNanos() / 1000)), Map.of());
        Matcher ready = process.awaitLine(READY, START);
        return new Target(kind(), process,
                new InetSocketAddress("127.0.0.1", Integer.parseInt(ready.group(1))), file);
    }
}
