package org.openrtpd.app.bench.target;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openrtpd.app.terminal.CommandFailed;

/** Starts {@code rtpd serve} by the launcher of the distribution that this class comes from. */
public final class RtpdLauncher {

    private static final Pattern READY = Pattern.compile("ready udp=\\S+:(\\d+) .*\\R");
    private static final Duration START = Duration.ofMinutes(10);

    private final Workplace workplace;
    private final Path launcher;

    private RtpdLauncher(Workplace workplace, Path launcher) {
        this.workplace = workplace;
        this.launcher = launcher;
    }

    /** @throws CommandFailed when this does not run from a distribution */
    public static RtpdLauncher find(Workplace workplace) {
        try {
            Path jar = Path.of(
                    RtpdLauncher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path launcher = jar.resolveSibling("..").resolve("bin").resolve("rtpd").normalize();
            if (Files.isExecutable(launcher)) {
                return new RtpdLauncher(workplace, launcher);
            }
            throw new CommandFailed("there is no launcher at " + launcher
                    + ": run bench from a distribution, as bin/rtpd bench");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server with an empty journal. */
    public Target start(TargetSettings settings, String... more) {
        return start(workplace.newPath("rtpd"), settings, "", more);
    }

    /**
     * A server on a data directory.
     *
     * @param javaOptions options for its JVM besides those of the launcher
     */
    public Target start(Path data, TargetSettings settings, String javaOptions, String... more) {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "serve",
                "--data", data.toString(), "--listen", "127.0.0.1:0",
                "--durability", settings.durability().name().toLowerCase(Locale.ROOT),
                "--commit-interval", settings.commitInterval().toMillis() + "ms",
                "--http", settings.page().address(),
                // All recorders of a benchmark come from one network.
                "--attach-rate", "100000"));
        command.addAll(List.of(more));
        String given = System.getenv().getOrDefault("RTPD_JAVA_OPTS", "");
        ChildProcess process = ChildProcess.start(workplace, command,
                Map.of("RTPD_JAVA_OPTS", (given + " " + javaOptions).strip()));
        return new Target("rtpd", process, process.awaitReady(READY, START), data);
    }
}
