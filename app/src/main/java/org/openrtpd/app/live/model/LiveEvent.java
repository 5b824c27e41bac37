package org.openrtpd.app.live.model;

/**
 * An event that a recorder began.
 *
 * @param streamIndex zero-based
 * @param event its number
 * @param triggerNanos nanoseconds since 1970 UTC, or no time, as the next
 * @param firstSampleNanos of its first sample
 * @param trigger the recorder's three letters, as EVT or CON; empty when they say nothing
 */
public record LiveEvent(int unit, int streamIndex, int event, long triggerNanos,
        long firstSampleNanos, String trigger) {

    /** Data that are recorded all the time come in events too, which nothing has triggered. */
    static final String CONTINUOUS = "CON";

    /** True when something has triggered it. */
    public boolean isTriggered() {
        return !trigger.isEmpty() && !trigger.equals(CONTINUOUS);
    }
}
