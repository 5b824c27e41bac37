package org.openrtpd.app.live.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The last triggered events of all units. One thread only. */
public final class EventList {

    /** How many are kept. */
    public static final int EVENTS = 2000;

    private final Deque<LiveEvent> events = new ArrayDeque<>();

    /** Adds an event that is not there yet; returns whether it was added. */
    boolean add(LiveEvent event) {
        if (!event.isTriggered() || events.contains(event)) {
            return false;
        }
        events.addLast(event);
        if (events.size() > EVENTS) {
            events.pollFirst();
        }
        return true;
    }

    /** Those that somebody wants, the one that came last first. */
    public List<LiveEvent> find(Predicate<LiveEvent> wanted) {
        List<LiveEvent> found = new ArrayList<>();
        for (Iterator<LiveEvent> newest = events.descendingIterator(); newest.hasNext();) {
            LiveEvent event = newest.next();
            if (wanted.test(event)) {
                found.add(event);
            }
        }
        return found;
    }
}
