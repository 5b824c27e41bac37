package org.openrtpd.watchdog.judge;

import java.util.List;

/**
 * What outlives RTPID.
 *
 * @param delivering whether units had been delivering
 * @param stallRestarts restarts for a stall since the last packet
 * @param saysReady whether the command says when it is ready
 * @param alarms those that stand, as {@link AlarmBoard#texts()} has them
 */
public record Memory(
        boolean delivering, int stallRestarts, boolean saysReady, List<String> alarms) {

    public Memory {
        alarms = List.copyOf(alarms);
    }

    /** Nothing is remembered. */
    public static final Memory NONE = new Memory(false, 0, false, List.of());

    /** The same, for a command that is known to say when it is ready. */
    public Memory expectingReady() {
        return new Memory(delivering, stallRestarts, true, alarms);
    }
}
