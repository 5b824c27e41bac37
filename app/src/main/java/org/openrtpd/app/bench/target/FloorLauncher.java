package org.openrtpd.app.bench.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the floor: {@code floor.c}, which lies in our jar, compiled with the C compiler of the
 * machine; {@link JavaFloor} where it has none.
 */
public final class FloorLauncher {

    private final Workplace workplace;
    private final Optional<Path> program;

    private FloorLauncher(Workplace workplace, Optional<Path> program) {
        this.workplace = workplace;
        this.program = program;
    }

    /** Compiles it where there is a compiler. */
    public static FloorLauncher prepare(Workplace workplace) {
        return new FloorLauncher(workplace, new CCompiler(workplace).compile("floor"));
    }

    /** True when there is a floor for recorders on that leg. */
    public boolean has(Leg leg) {
        return leg == Leg.UDP || program.isPresent();
    }

    /** What the floor is, for tables. */
    private String kind() {
        return program.isPresent() ? "floor (C)" : "floor (Java)";
    }

    private List<String> program() {
        return program.map(path -> List.of(path.toString())).orElseGet(() -> List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), JavaFloor.class.getName()));
    }

    public Target start(TargetSettings settings) {
        Path file = workplace.newPath("floor.data");
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of(settings.leg().word(), file.toString(),
                settings.durability().name().toLowerCase(Locale.ROOT),
                Long.toString(settings.commitInterval().toNanos() / 1000)));
        ChildProcess process = ChildProcess.start(workplace, command, Map.of());
        return new Target(kind(), process, process.awaitReady(), file);
    }
}
