package org.openrtpd.watchdog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where RTPID keeps its state when nobody says where. */
final class StatePath {

    private static final int LONGEST_NAME = 60;

    private StatePath() {}

    /**
     * The directory that systemd made for this service; else one below the user's own, by the command, so
     * that two commands have two.
     */
    static Path of(List<String> command, Map<String, String> environment) {
        String given = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!given.isEmpty()) {
            return Path.of(given.split(":")[0]);
        }
        Path home = Optional.ofNullable(environment.get("XDG_STATE_HOME")).filter(text -> !text.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
        return home.resolve("openrtpd").resolve("rtpid-" + name(command));
    }

    private static String name(List<String> command) {
        String words = Stream.concat(
                        Stream.of(Path.of(command.get(0)).getFileName().toString()),
                        command.stream().skip(1).limit(1).filter(word -> !word.startsWith("-")))
                .reduce((first, second) -> first + "-" + second).orElseThrow()
                .replaceAll("[^A-Za-z0-9._-]", "_");
        return words.substring(0, Math.min(LONGEST_NAME, words.length()))
                + String.format("-%08x", command.hashCode());
    }
}
