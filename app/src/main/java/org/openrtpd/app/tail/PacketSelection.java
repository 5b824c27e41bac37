package org.openrtpd.app.tail;

import java.util.Set;

/**
 * Which packets somebody wants to see. An empty set or a 0 lets all pass.
 *
 * @param units as the session names them
 * @param types the two letters
 * @param streamNumber from 1; packets that are in no stream do not pass
 * @param channelNumber from 1; only data packets pass
 */
record PacketSelection(Set<Integer> units, Set<String> types, int streamNumber, int channelNumber) {

    boolean accepts(EntryView packet) {
        return (units.isEmpty() || units.contains(packet.entry().unit()))
                && (types.isEmpty() || types.contains(packet.typeText()))
                && (streamNumber == 0 || packet.streamNumber() == streamNumber)
                && (channelNumber == 0 || packet.channelNumber() == channelNumber);
    }
}
