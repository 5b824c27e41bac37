package org.openrtpd.watchdog.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what happens: a line for people on stderr, and a JSON object a line for programs; any thread. */
public final class EventLog implements AutoCloseable {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0080-\u009f&&[^\t\n]]");

    private final Optional<Writer> file;

    private EventLog(Optional<Writer> file) {
        this.file = file;
    }

    /**
     * Opens the log.
     *
     * @param path of the JSON lines, appended to
     * @throws IOException when it cannot be written
     */
    public static EventLog open(Optional<Path> path) throws IOException {
        if (path.isEmpty()) {
            return new EventLog(Optional.empty());
        }
        return new EventLog(Optional.of(Files.newBufferedWriter(path.get(), StandardCharsets.UTF_8,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    /** The time as it stands in events, UTC in ISO 8601 with milliseconds. */
    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Tells one event. Values are numbers, booleans or texts. */
    public synchronized void tell(String event, String sentence, Map<String, Object> facts) {
        String now = now();
        // What RTPD or a server said may be in it, and a terminal would obey that.
        System.err.println(now + " rtpid: " + CONTROL.matcher(sentence).replaceAll("?"));
        file.ifPresent(lines -> {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("time", now);
            all.put("event", event);
            all.put("message", sentence);
            all.putAll(facts);
            try {
                lines.write(JsonText.of(all) + "\n");
                lines.flush();
            } catch (IOException e) {
                System.err.println(now + " rtpid: the event could not be written: " + e.getMessage());
            }
        });
    }

    @Override
    public synchronized void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
