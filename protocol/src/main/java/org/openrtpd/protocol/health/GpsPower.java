package org.openrtpd.protocol.health;

/**
 * Duty cycle of the GPS (record format, section 10). Asleep or off is normal between locks and says
 * nothing bad of the time.
 */
public enum GpsPower {
    WAKEUP,
    SLEEP,
    ON,
    OFF
}
