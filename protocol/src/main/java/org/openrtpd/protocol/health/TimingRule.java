package org.openrtpd.protocol.health;

/** How the timing quality of a unit is found (record format, section 11). */
public enum TimingRule {
    /** As SeisComP's plugin does (11.1): to compare with it, and to move from it. */
    SEISCOMP,
    /** Line by line, with ageing (11.2). */
    OPENRTPD
}
