package org.openrtpd.protocol.health;

/** What a recorder says of its clock and GPS (record format, section 10). */
public enum LockState {
    LOCKED,
    UNLOCKED
}
