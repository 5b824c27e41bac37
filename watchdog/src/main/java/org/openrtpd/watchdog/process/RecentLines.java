package org.openrtpd.watchdog.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a process printed. */
final class RecentLines {

    private static final int LONGEST_LINE = 1000;

    private final int limit;
    private final Deque<String> lines = new ArrayDeque<>();

    RecentLines(int limit) {
        this.limit = limit;
    }

    void add(String line) {
        if (lines.size() == limit) {
            lines.remove();
        }
        lines.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
    }

    void clear() {
        lines.clear();
    }

    List<String> all() {
        return List.copyOf(lines);
    }
}
