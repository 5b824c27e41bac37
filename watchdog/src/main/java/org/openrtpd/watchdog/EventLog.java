package org.openrtpd.watchdog;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Says what happens: a line for people on stderr, and a JSON object a line for programs. */
final class EventLog implements AutoCloseable {

    private final Writer file;

    private EventLog(Writer file) {
        this.file = file;
    }

    /**
     * Opens the log.
     *
     * @param path of the JSON lines; {@code null} for none
     */
    static EventLog open(Path path) throws IOException {
        return new EventLog(path == null ? null : Files.newBufferedWriter(path,
                StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Tells one event. Values are numbers or texts. */
    synchronized void tell(String event, String sentence, Map<String, Object> facts) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        System.err.println(now + " rtpid: " + sentence);
        if (file == null) {
            return;
        }
        StringBuilder json = new StringBuilder("{\"time\":").append(quoted(now.toString()))
                .append(",\"event\":").append(quoted(event));
        facts.forEach((name, value) -> json.append(',').append(quoted(name)).append(':')
                .append(value instanceof Number ? value.toString() : quoted(value.toString())));
        try {
            file.write(json.append("}\n").toString());
            file.flush();
        } catch (IOException e) {
            System.err.println(now + " rtpid: the event could not be written: " + e.getMessage());
        }
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
