package org.openrtpd.app.live.station;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All stations as they were at one moment, most trouble first. Immutable, for any thread.
 *
 * @param version grows whenever a row changes
 * @param nanos when that was, nanoseconds since 1970 UTC by the server's clock
 * @param behindNanos how old the entry was that was read last; 0 at the end of the journal
 * @param reading whether the hours before the start are still being read
 * @param uncounted packets of units that have no room in the table
 */
public record StationTable(long version, long nanos, long behindNanos, Reading reading,
        long uncounted, List<UnitRow> rows) {

    /** What the model reads. */
    public enum Reading {
        /** The hours before the start: numbers still grow. */
        BACK,
        /** What comes. */
        LIVE
    }

    public StationTable {
        rows = List.copyOf(rows);
    }

    /** How many stations are of each state. */
    public Map<State, Long> states() {
        return rows.stream().collect(
                Collectors.groupingBy(row -> row.verdict().state(), Collectors.counting()));
    }
}
