package org.openrtpd.protocol.station;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.LongObjectHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names for the channels of units, at a time. Immutable; any thread.
 *
 * <p>Of the entries that hold at a time the most exact one decides: that of the stream and channel,
 * then that of the stream, then that of the channel in any stream, then that of the unit. When none
 * of them is there, but the unit has entries for other channels, it stands at the station of the
 * first of these, of the same stream if there is one: a recorder is not in two places. Only then do
 * the packets decide.
 *
 * <p>An answer may make objects; who names every packet keeps it for each channel until {@link
 * #until} or until there is a new map.
 */
public final class StationMap {

    private static final StationEntry[] NONE = new StationEntry[0];
    private static final int STREAM_BITS = 8;
    private static final int CHANNEL_BITS = 8;

    /** Odd, so that no two keys become one. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final String fallbackNetwork;
    private final List<StationEntry> entries;
    private final LongObjectHashMap<StationEntry[]> byKey;
    private final IntObjectHashMap<StationEntry[]> byUnit;

    private StationMap(String fallbackNetwork, List<StationEntry> entries) {
        this.fallbackNetwork = fallbackNetwork;
        this.entries = entries;
        this.byKey = new LongObjectHashMap<>();
        this.byUnit = new IntObjectHashMap<>();
    }

    /**
     * A map of entries, which may stand in any order.
     *
     * @param fallbackNetwork network of units that no entry is about
     * @throws IllegalArgumentException when the network is no code, or two entries conflict; ask
     *     {@link #conflicts} before
     */
    public static StationMap of(String fallbackNetwork, List<StationEntry> entries) {
        CodeRule.NETWORK.check(fallbackNetwork);
        List<MapConflict> conflicts = conflicts(entries);
        if (!conflicts.isEmpty()) {
            throw new IllegalArgumentException("entries conflict: " + conflicts.get(0));
        }
        List<StationEntry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparingInt(StationEntry::unit)
                .thenComparingInt(StationEntry::streamIndex)
                .thenComparingInt(StationEntry::channelIndex)
                .thenComparingLong(StationEntry::fromNanos));
        StationMap map = new StationMap(fallbackNetwork, List.copyOf(ordered));
        map.index();
        return map;
    }

    /** A map without entries: every answer is a fallback. */
    public static StationMap empty(String fallbackNetwork) {
        return of(fallbackNetwork, List.of());
    }

    /** What cannot be true of some entries, by the line of the later one; empty when all can. */
    public static List<MapConflict> conflicts(List<StationEntry> entries) {
        return MapConflicts.of(entries);
    }

    private void index() {
        int unitStart = 0;
        int keyStart = 0;
        for (int i = 0; i < entries.size(); i++) {
            boolean last = i + 1 == entries.size();
            if (last || key(entries.get(i + 1)) != key(entries.get(i))) {
                byKey.put(key(entries.get(i)), slice(keyStart, i + 1));
                keyStart = i + 1;
            }
            if (last || entries.get(i + 1).unit() != entries.get(i).unit()) {
                byUnit.put(entries.get(i).unit(), slice(unitStart, i + 1));
                unitStart = i + 1;
            }
        }
    }

    private StationEntry[] slice(int start, int end) {
        return entries.subList(start, end).toArray(NONE);
    }

    /** What an entry is about, as a number. */
    static long key(StationEntry entry) {
        return key(entry.unit(), entry.streamIndex(), entry.channelIndex());
    }

    private static long key(int unit, int streamIndex, int channelIndex) {
        long packed = ((long) unit << STREAM_BITS | streamIndex + 1 & 0xFF) << CHANNEL_BITS
                | channelIndex + 1 & 0xFF;
        // The table looks at the lowest bits, which many units have in common.
        return packed * SPREAD;
    }

    /**
     * The name of a channel at a time.
     *
     * @param streamIndex from 0, as in the packet
     * @param channelIndex from 0, as in the packet
     * @param timeNanos nanoseconds since 1970 UTC, or no time, for which only entries hold that
     *     have always held
     * @param said what the recorder says, for what the map does not
     */
    public NamedChannel name(int unit, int streamIndex, int channelIndex, long timeNanos,
            RecorderNames said) {
        StationEntry entry = decisive(unit, streamIndex, channelIndex, timeNanos);
        if (entry == null) {
            return named(unit, neighbour(unit, streamIndex, timeNanos),
                    DerivedCodes.channel(streamIndex, channelIndex, said), said);
        }
        boolean derived = entry.channel().isEmpty();
        String channel =
                derived ? DerivedCodes.channel(streamIndex, channelIndex, said) : entry.channel();
        return new NamedChannel(
                new ChannelName(entry.network(), entry.station(), entry.location(), channel),
                derived ? NameOrigin.CHANNEL_DERIVED : NameOrigin.MAPPED);
    }

    /**
     * The name of a unit's log, its state-of-health text: channel LOG with a blank location, at the
     * station of the unit.
     */
    public NamedChannel logName(int unit, long timeNanos, RecorderNames said) {
        return named(unit, neighbour(unit, StationEntry.ANY, timeNanos), DerivedCodes.LOG, said);
    }

    private NamedChannel named(
            int unit, StationEntry neighbour, String channel, RecorderNames said) {
        if (neighbour != null) {
            // Not its location: that tells sensors apart, and of this one nobody said which it is.
            return new NamedChannel(
                    new ChannelName(neighbour.network(), neighbour.station(), "", channel),
                    NameOrigin.CHANNEL_DERIVED);
        }
        return new NamedChannel(
                new ChannelName(fallbackNetwork, DerivedCodes.station(unit, said), "", channel),
                NameOrigin.FALLBACK);
    }

    /**
     * The time until which an answer for a unit at a time stays what it is: where the next of its
     * entries begins or ends.
     *
     * @return nanoseconds since 1970 UTC; {@link StationEntry#FOR_EVER} when nothing changes more
     */
    public long until(int unit, long timeNanos) {
        long until = StationEntry.FOR_EVER;
        for (StationEntry entry : ofUnit(unit)) {
            if (entry.fromNanos() > timeNanos) {
                until = Math.min(until, entry.fromNanos());
            }
            if (entry.untilNanos() > timeNanos) {
                until = Math.min(until, entry.untilNanos());
            }
        }
        return until;
    }

    /** All entries, by unit, stream, channel and time. */
    public List<StationEntry> entries() {
        return entries;
    }

    /** Network of units that no entry is about. */
    public String fallbackNetwork() {
        return fallbackNetwork;
    }

    private StationEntry decisive(int unit, int streamIndex, int channelIndex, long timeNanos) {
        StationEntry entry = at(key(unit, streamIndex, channelIndex), timeNanos);
        if (entry == null) {
            entry = at(key(unit, streamIndex, StationEntry.ANY), timeNanos);
        }
        if (entry == null) {
            entry = at(key(unit, StationEntry.ANY, channelIndex), timeNanos);
        }
        return entry == null
                ? at(key(unit, StationEntry.ANY, StationEntry.ANY), timeNanos)
                : entry;
    }

    private StationEntry at(long key, long timeNanos) {
        StationEntry[] alike = byKey.get(key);
        if (alike == null) {
            return null;
        }
        int low = 0;
        int high = alike.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (alike[middle].holdsAt(timeNanos)) {
                return alike[middle];
            }
            if (alike[middle].fromNanos() > timeNanos) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return null;
    }

    private StationEntry neighbour(int unit, int streamIndex, long timeNanos) {
        StationEntry first = null;
        for (StationEntry entry : ofUnit(unit)) {
            if (entry.holdsAt(timeNanos)) {
                if (entry.streamIndex() == streamIndex) {
                    return entry;
                }
                first = first == null ? entry : first;
            }
        }
        return first;
    }

    private StationEntry[] ofUnit(int unit) {
        StationEntry[] known = byUnit.get(unit);
        return known == null ? NONE : known;
    }
}
