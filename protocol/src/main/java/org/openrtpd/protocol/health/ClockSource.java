package org.openrtpd.protocol.health;

/** Where the time of an event came from: byte 57 of EH and ET (record format, section 6.2). */
public enum ClockSource {
    INTERNAL,
    GPS
}
