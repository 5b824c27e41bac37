package org.openrtpd.watchdog.probe;

import java.util.HashMap;
import java.util.Map;
import org.openrtpd.protocol.client.SohAnswer;
import org.openrtpd.protocol.client.SohUnit;

/** The messages of one SOH answer put together: when each unit's last packet came. */
final class PacketTimes {

    /** No RTPD has more units, and what somebody else answers is not to fill the memory. */
    static final int MOST_UNITS = 65_536;

    private Map<Integer, Integer> soFar = new HashMap<>();
    private Map<Integer, Integer> whole = Map.of();
    private long serverTime;

    /** Takes one message; true when it was the last one of its answer. */
    boolean take(SohAnswer part) {
        for (SohUnit unit : part.units()) {
            if (unit.lastBack() != 0 && soFar.size() < MOST_UNITS) {
                soFar.put(unit.unit(), unit.lastBack());
            }
        }
        if (part.remaining() > 0) {
            return false;
        }
        serverTime = Integer.toUnsignedLong(part.serverTime());
        whole = Map.copyOf(soFar);
        soFar = new HashMap<>();
        return true;
    }

    /** The connection ended: what is not whole never will be. */
    void lost() {
        soFar = new HashMap<>();
    }

    /** By unit, Unix seconds; of the last whole answer. */
    Map<Integer, Integer> byUnit() {
        return whole;
    }

    /** RTPD's clock at the last whole answer, Unix seconds; 0 before the first. */
    long serverTime() {
        return serverTime;
    }
}
