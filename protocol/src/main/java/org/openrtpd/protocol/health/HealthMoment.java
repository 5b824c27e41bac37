package org.openrtpd.protocol.health;

/** What is known of a unit only by when it last was. Saved by order: add behind the last one. */
public enum HealthMoment {
    /** The clock was locked: a lock, a phase report, or a status that says so. */
    LOCK,
    CLOCK_STEP,
    RESTART,
    SOH_PACKET,
    PARAMETER_PACKET,
    EVENT_HEADER,
    DATA_PACKET,
    MASS_POSITION,
    /** An answer to a status poll (record format, appendix A). */
    STATUS
}
