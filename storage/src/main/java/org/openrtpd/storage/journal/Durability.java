package org.openrtpd.storage.journal;

/** What an acknowledged packet survives. */
public enum Durability {
    /** Forced to the device: survives the loss of power. */
    DISK,
    /** Appended: survives the death of the process, not of the machine. */
    PROCESS
}
