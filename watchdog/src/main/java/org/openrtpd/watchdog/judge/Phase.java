package org.openrtpd.watchdog.judge;

/** Where RTPD is between its starts. */
public enum Phase {
    /** It does not run; the next start is due. */
    DOWN,
    /** It runs, and is not ready yet or never says so. */
    STARTING,
    /** It has been ready. */
    UP,
    /** It is to end and does not. */
    STUCK
}
