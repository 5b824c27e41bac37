package org.openrtpd.app.station;

import java.util.List;

/**
 * One row of a station file as it is written, whatever the file's form; an empty text says nothing.
 *
 * @param line in the file, from 1
 * @param channels codes, one for each channel
 */
record StationRow(int line, String unit, String stream, String channel, List<String> channels,
        String network, String station, String location, String from, String until) {

    /** What a row can say, by the names that keys and columns have. */
    static final List<String> KEYS = List.of("unit", "stream", "channel", "channels", "network",
            "station", "location", "from", "until");

    /** A row that says of a unit where it is, and no more. */
    static StationRow of(int line, String unit, String station) {
        return new StationRow(line, unit, "", "", List.of(), "", station, "", "", "");
    }
}
