package org.openrtpd.app.live.station;

/** How a station is doing, as a colour; the worst one comes last. */
public enum State {
    GREEN, AMBER, RED
}
