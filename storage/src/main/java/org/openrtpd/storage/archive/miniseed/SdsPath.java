package org.openrtpd.storage.archive.miniseed;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.openrtpd.protocol.station.ChannelName;

/**
 * Names of day files in an SDS tree: {@code YEAR/NET/STA/CHA.T/NET.STA.LOC.CHA.T.YEAR.DAY}. The day
 * is that of a record's first sample; a record is never split at midnight, as SeisComP's slarchive
 * does not split it either. T is D for samples, L for logs.
 */
final class SdsPath {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private SdsPath() {}

    static String of(RecordHead head) {
        ChannelName name = head.name();
        LocalDateTime start = LocalDateTime.ofEpochSecond(
                Math.floorDiv(head.startNanos(), NANOS_PER_SECOND), 0, ZoneOffset.UTC);
        String channel = name.channel() + (head.encoding() == RecordHead.TEXT ? ".L" : ".D");
        return String.format("%04d/%s/%s/%s/%s.%s.%s.%s.%04d.%03d", start.getYear(), name.network(),
                name.station(), channel, name.network(), name.station(), name.location(), channel,
                start.getYear(), start.getDayOfYear());
    }
}
