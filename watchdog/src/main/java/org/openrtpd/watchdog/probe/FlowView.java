package org.openrtpd.watchdog.probe;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What RTPID has seen of RTPD as a client program, at one moment; immutable.
 *
 * @param heard messages that RTPD sent so far, over all connections: life, when it grows
 * @param serverPid RTPD's process id, by its last handshake
 * @param serverTime RTPD's clock at its last SOH answer, Unix seconds; 0 before the first
 * @param lastPackets by unit, the time of the last packet from the recorder by that answer and by
 *     RTPD's clock, Unix seconds; without units that never sent one
 * @param detail what happened last, for people
 */
public record FlowView(FlowState state, long heard, OptionalLong serverPid, long serverTime,
        Map<Integer, Integer> lastPackets, String detail) {

    public FlowView {
        lastPackets = Map.copyOf(lastPackets);
    }
}
