package org.openrtpd.app.live.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openrtpd.protocol.health.SohLine;

/** The last log lines of all units, with a limit for each and for all. One thread only. */
public final class LogBook {

    /** Lines of one unit. */
    public static final int LINES_PER_UNIT = 500;

    /** Lines of all units together. */
    public static final int LINES = 100_000;

    private static final int MOST_CHARACTERS = 300;

    private final Map<Integer, Deque<SohLine>> lines = new HashMap<>();
    /** The unit of each line, in the order in which they came. */
    private final Deque<Integer> order = new ArrayDeque<>();

    void add(int unit, SohLine line) {
        String text = line.text();
        String kept = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        Deque<SohLine> own = lines.computeIfAbsent(unit, u -> new ArrayDeque<>());
        own.addLast(new SohLine(line.timeNanos(), kept));
        order.addLast(unit);
        if (own.size() > LINES_PER_UNIT) {
            own.pollFirst();
        }
        if (order.size() > LINES) {
            lines.get(order.pollFirst()).pollFirst();
        }
    }

    /** The lines of a unit, newest first. */
    public List<SohLine> of(int unit) {
        List<SohLine> own = new ArrayList<>(lines.getOrDefault(unit, new ArrayDeque<>()));
        Collections.reverse(own);
        return own;
    }
}
