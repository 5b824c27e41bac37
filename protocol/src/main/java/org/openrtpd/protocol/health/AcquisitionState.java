package org.openrtpd.protocol.health;

/** What a recorder last said of its acquisition (record format, section 10). */
public enum AcquisitionState {
    STARTED,
    STOPPED,
    ENABLED,
    /** Off at power-up, as the older recorders say. */
    OFF
}
