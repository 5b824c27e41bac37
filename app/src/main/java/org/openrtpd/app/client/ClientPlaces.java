package org.openrtpd.app.client;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.openrtpd.protocol.client.ClientAttributes;

/**
 * Where client programs stopped, so that one that comes back within the replay time goes on there. A
 * program is known by its address, its name (version 2 tells one) and what it asks for; its process
 * id changes with every start and says nothing. Event loop only.
 */
final class ClientPlaces {

    private static final int MAX_PLACES = 1024;

    /** Who comes back. */
    record Program(InetAddress address, String name, ClientAttributes asked) {}

    /** Where the earliest of those stopped that are away, when the first of them left, their number. */
    private record Place(long index, long atNanos, int away) {}

    private final long replayNanos;
    private final Map<Program, Place> places =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Program, Place> eldest) {
                    return size() > MAX_PLACES;
                }
            };

    ClientPlaces(long replayNanos) {
        this.replayNanos = replayNanos;
    }

    /** Notes an index from which on a program may not have got everything. */
    void remember(Program program, long index, long nowNanos) {
        if (replayNanos == 0) {
            return;
        }
        Place before = places.get(program);
        places.put(program, isOver(before, nowNanos)
                ? new Place(index, nowNanos, 1)
                : new Place(Math.min(index, before.index), before.atNanos, before.away + 1));
    }

    /**
     * The index where a program that comes back goes on; empty for one that is new, or was away too
     * long. Of several that are away at a time nobody can tell which one comes: each gets the
     * earliest index, and none has a hole.
     */
    OptionalLong comeBack(Program program, long nowNanos) {
        Place place = places.remove(program);
        if (isOver(place, nowNanos)) {
            return OptionalLong.empty();
        }
        if (place.away > 1) {
            places.put(program, new Place(place.index, place.atNanos, place.away - 1));
        }
        return OptionalLong.of(place.index);
    }

    private boolean isOver(Place place, long nowNanos) {
        return place == null || nowNanos - place.atNanos > replayNanos;
    }
}
