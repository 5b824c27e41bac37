package org.openrtpd.watchdog.judge;

/**
 * What outlives RTPID.
 *
 * @param delivering whether units had been delivering
 * @param stallRestarts restarts for a stall since the last packet
 * @param saysReady whether the command says when it is ready
 */
public record Memory(boolean delivering, int stallRestarts, boolean saysReady) {

    /** Nothing is remembered. */
    public static final Memory NONE = new Memory(false, 0, false);

    /** The same, for a command that is known to say when it is ready. */
    public Memory expectingReady() {
        return new Memory(delivering, stallRestarts, true);
    }
}
