package org.openrtpd.app.station;

import java.util.ArrayList;
import java.util.List;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.station.StationEntry;
import org.openrtpd.protocol.station.StationMap;

/** A station map as lines for people, one for each entry, in columns. */
final class StationTable {

    private static final List<String> TITLES =
            List.of("unit", "stream", "channel", "name", "from", "until", "line");
    private static final String ALL = "*";
    private static final String DERIVED = "(derived)";
    private static final String NO_LIMIT = "-";

    private StationTable() {}

    /** The lines, with a line of titles first. */
    static List<String> of(StationMap map) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(TITLES);
        map.entries().forEach(entry -> cells.add(cells(entry)));
        int[] widths = new int[TITLES.size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return cells.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> cells(StationEntry entry) {
        String channel = entry.channel().isEmpty() ? DERIVED : entry.channel();
        return List.of(UnitId.format(entry.unit()), number(entry.streamIndex()),
                number(entry.channelIndex()),
                entry.network() + "." + entry.station() + "." + entry.location() + "." + channel,
                time(entry.fromNanos(), StationEntry.ALWAYS),
                time(entry.untilNanos(), StationEntry.FOR_EVER), String.valueOf(entry.line()));
    }

    private static String number(int index) {
        return index == StationEntry.ANY ? ALL : String.valueOf(index + 1);
    }

    private static String time(long nanos, long noLimit) {
        return nanos == noLimit ? NO_LIMIT : IsoTime.millis(nanos);
    }
}
