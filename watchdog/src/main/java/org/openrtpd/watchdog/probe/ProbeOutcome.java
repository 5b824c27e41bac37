package org.openrtpd.watchdog.probe;

/** What became of one packet that RTPID sent as a recorder. */
public enum ProbeOutcome {
    /** The packet is in the journal, durable. */
    ACKNOWLEDGED,
    /** Nothing came back, to no attempt. */
    NO_ANSWER,
    /** RTPD let the probe attach, and did not acknowledge its packet. */
    NOT_ACKNOWLEDGED,
    /** RTPD says that its journal takes no writes. */
    JOURNAL_REFUSES,
    /** RTPD does not let the probe attach: it is full, or has a list of units or networks. */
    TURNED_AWAY
}
