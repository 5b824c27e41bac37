package org.openrtpd.app.export;

import java.util.EnumSet;
import java.util.Set;
import org.openrtpd.protocol.record.PacketType;

/**
 * Which packets are exported. An empty set lets all pass.
 *
 * @param fromNanos the first time inside, nanoseconds since 1970 UTC
 * @param untilNanos the first time behind that is outside
 * @param units as packets are archived
 * @param types of packets
 * @param streams from 1; packets that are in no stream do not pass
 * @param channels from 1; of packets that are in no channel those pass that belong to an event
 */
record ExportSelection(long fromNanos, long untilNanos, Set<Integer> units, Set<PacketType> types,
        Set<Integer> streams, Set<Integer> channels) {

    boolean isInside(long nanos) {
        return fromNanos <= nanos && nanos < untilNanos;
    }

    boolean hasUnit(int unit) {
        return units.isEmpty() || units.contains(unit);
    }

    boolean hasType(PacketType type) {
        return types.isEmpty() || types.contains(type);
    }

    boolean hasStream(int streamIndex) {
        return streams.isEmpty() || streams.contains(streamIndex + 1);
    }

    boolean hasChannel(int channelIndex) {
        return channels.isEmpty() || channels.contains(channelIndex + 1);
    }

    /** True when packets that are in no stream can pass. */
    boolean hasUnstreamed() {
        return streams.isEmpty() && channels.isEmpty();
    }

    /** Types of packets whose lines are written to the logs. */
    Set<PacketType> logTypes() {
        Set<PacketType> logs = EnumSet.noneOf(PacketType.class);
        for (PacketType type : PacketType.values()) {
            if (hasUnstreamed() && hasType(type)) {
                logs.add(type);
            }
        }
        return logs;
    }
}
