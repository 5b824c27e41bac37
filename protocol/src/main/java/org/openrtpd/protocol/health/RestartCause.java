package org.openrtpd.protocol.health;

/** Why a recorder's log began anew (record format, section 10). */
public enum RestartCause {
    POWERUP,
    RESET,
    /** Memory was cleared; the clock runs on. */
    RAM_CLEARED
}
