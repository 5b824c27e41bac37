package org.openrtpd.protocol.station;

/**
 * Two entries that cannot both be true.
 *
 * @param entry the one that stands later in the file
 * @param other the one that stands earlier
 * @param kind what is wrong with them
 */
public record MapConflict(StationEntry entry, StationEntry other, Kind kind) {

    /** What is wrong. */
    public enum Kind {

        /** Both name the same channels at the same time. */
        OVERLAP,

        /** Both give one name to different channels at the same time: their data would be mixed. */
        SAME_NAME
    }

    /** The two in the order in which they stand in the file. */
    static MapConflict of(StationEntry one, StationEntry another, Kind kind) {
        return one.line() < another.line()
                ? new MapConflict(another, one, kind)
                : new MapConflict(one, another, kind);
    }
}
