package org.openrtpd.protocol.station;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds entries that cannot both be true, in time that grows little faster than their number. */
final class MapConflicts {

    private static final Comparator<StationEntry> BY_TIME =
            Comparator.comparingLong(StationEntry::fromNanos).thenComparingInt(StationEntry::line);

    private final List<MapConflict> found = new ArrayList<>();

    private MapConflicts() {}

    /** All that were found; each entry is in at most one of each kind. */
    static List<MapConflict> of(List<StationEntry> entries) {
        MapConflicts conflicts = new MapConflicts();
        conflicts.overlaps(entries);
        conflicts.sameNames(entries);
        conflicts.found.sort(Comparator.comparingInt(c -> c.entry().line()));
        return conflicts.found;
    }

    private void overlaps(List<StationEntry> entries) {
        for (List<StationEntry> alike : groups(entries, StationMap::key)) {
            StationEntry last = alike.get(0);
            for (StationEntry entry : alike.subList(1, alike.size())) {
                if (entry.meets(last)) {
                    found.add(MapConflict.of(entry, last, MapConflict.Kind.OVERLAP));
                }
                last = later(last, entry);
            }
        }
    }

    private void sameNames(List<StationEntry> entries) {
        List<StationEntry> named = entries.stream().filter(e -> !e.channel().isEmpty()).toList();
        for (List<StationEntry> alike : groups(named, MapConflicts::name)) {
            StationEntry last = alike.get(0);
            for (StationEntry entry : alike.subList(1, alike.size())) {
                // An exact entry may repeat what a general one says of the same channel; the same
                // channel twice is an overlap, which is said already.
                if (entry.meets(last) && !entry.covers(last) && !last.covers(entry)) {
                    found.add(MapConflict.of(entry, last, MapConflict.Kind.SAME_NAME));
                }
                last = later(last, entry);
            }
        }
    }

    private static StationEntry later(StationEntry one, StationEntry another) {
        return another.untilNanos() >= one.untilNanos() ? another : one;
    }

    private static String name(StationEntry entry) {
        return entry.network() + '.' + entry.station() + '.' + entry.location() + '.'
                + entry.channel();
    }

    private static <K> List<List<StationEntry>> groups(
            List<StationEntry> entries, Function<StationEntry, K> key) {
        Map<K, List<StationEntry>> groups = new LinkedHashMap<>();
        for (StationEntry entry : entries) {
            groups.computeIfAbsent(key.apply(entry), k -> new ArrayList<>()).add(entry);
        }
        List<List<StationEntry>> shared = new ArrayList<>();
        for (List<StationEntry> group : groups.values()) {
            if (group.size() > 1) {
                group.sort(BY_TIME);
                shared.add(group);
            }
        }
        return shared;
    }
}
