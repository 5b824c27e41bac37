package org.openrtpd.app.simulate.plan;

/** How a recorder uses its GPS (record format, section 10). */
public enum GpsMode {
    /** Woken at minute 40 of each hour, locks, disciplines the clock, is switched off. */
    CYCLED,
    /** Always on; loses its lock now and then. */
    CONTINUOUS,
    /** No antenna: the clock never locks. */
    NONE
}
