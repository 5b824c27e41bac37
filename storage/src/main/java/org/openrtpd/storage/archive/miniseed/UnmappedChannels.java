package org.openrtpd.storage.archive.miniseed;

import java.util.HashSet;
import java.util.Set;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.station.NameOrigin;
import org.openrtpd.protocol.station.NamedChannel;
import org.openrtpd.protocol.station.StationMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of data that the station file does not name: once for each channel, and again when another
 * file is in force. Without a station file nothing is missing in it, and nothing is told.
 */
final class UnmappedChannels {

    private static final Logger LOG = LoggerFactory.getLogger(UnmappedChannels.class);
    private static final int MOST = 100_000;

    /** One channel of a recorder. */
    private record Place(int unit, int streamIndex, int channelIndex) {}

    private final Set<Place> told = new HashSet<>();
    private StationMap map;

    /** Looks at the name that a packet's channel was given; true when it is a fallback. */
    boolean take(StationMap now, int unit, int streamIndex, int channelIndex, NamedChannel named) {
        if (now != map) {
            told.clear();
            map = now;
        }
        if (named.origin() != NameOrigin.MAPPED && !now.entries().isEmpty() && told.size() < MOST
                && told.add(new Place(unit, streamIndex, channelIndex))) {
            tell(UnitId.format(unit), streamIndex + 1, channelIndex + 1, named);
        }
        return named.origin() == NameOrigin.FALLBACK;
    }

    private static void tell(String unit, int stream, int channel, NamedChannel named) {
        if (named.origin() == NameOrigin.FALLBACK) {
            LOG.warn("unit={} stream={} channel={} is not in the station file: its data are written as"
                            + " {} (fallback); nothing is lost, but add it to the file if that is not"
                            + " its name", unit, stream, channel, named.name());
        } else {
            LOG.info("unit={} stream={} channel={} has a station in the station file and no channel"
                    + " code: its data are written as {} (channel derived)", unit, stream, channel,
                    named.name());
        }
    }
}
