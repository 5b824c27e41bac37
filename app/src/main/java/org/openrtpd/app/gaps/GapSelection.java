package org.openrtpd.app.gaps;

import java.util.Set;

/**
 * Which channels somebody wants to know about. An empty set or a 0 lets all pass.
 *
 * @param units recorders
 * @param streamNumber from 1
 * @param channelNumber from 1
 * @param window time of the data, not of their arrival
 */
record GapSelection(Set<Integer> units, int streamNumber, int channelNumber, TimeWindow window) {

    boolean acceptsStream(int unit, int streamIndex) {
        return (units.isEmpty() || units.contains(unit))
                && (streamNumber == 0 || streamNumber == streamIndex + 1);
    }

    boolean acceptsChannel(int channelIndex) {
        return channelNumber == 0 || channelNumber == channelIndex + 1;
    }
}
