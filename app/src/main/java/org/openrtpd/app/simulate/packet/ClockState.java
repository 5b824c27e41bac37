package org.openrtpd.app.simulate.packet;

/** What EH and ET say about the clock (record format, sections 6.2, 6.3 and 6.9). */
public enum ClockState {
    /** Internal clock, never locked since power-up, no position. */
    NEVER_LOCKED('1', '?'),
    /** GPS time, locked within the last day. */
    LOCKED('2', '0');

    private final char source;
    private final char quality;

    ClockState(char source, char quality) {
        this.source = source;
        this.quality = quality;
    }

    String letters() {
        return "" + source + quality;
    }
}
