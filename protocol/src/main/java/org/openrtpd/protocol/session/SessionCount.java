package org.openrtpd.protocol.session;

/** Everything that the sessions count; the name is the tag of the meter. */
public enum SessionCount {
    PACKETS("packets appended to the journal"),
    BYTES("bytes of packets appended to the journal"),
    ACKNOWLEDGED("packets that became durable and were acknowledged"),
    DUPLICATES("packets that had arrived before and were dropped"),
    HOLES("packets that arrived while one before them was missing"),
    REORDERED("missing packets that arrived late but were not resent"),
    RESENT("missing packets that arrived after a resend"),
    BEYOND_WINDOW("packets beyond the granted window, dropped"),
    HELD_LIMIT("early packets dropped because the limit of held bytes was reached"),
    JOURNAL_REFUSED("packets dropped unacknowledged because the journal took no writes"),
    COMMIT_LIMIT("packets dropped unacknowledged because too many wait for a commit"),
    TCP_JUMP("connections closed because a packet number was skipped"),
    UNKNOWN_SESSION("messages of a session that does not exist"),
    UNEXPECTED_TYPE("messages that only a server sends, or of another state"),
    DISCOVERIES("DISCOVER messages answered"),
    ATTACHES("sessions begun"),
    REBINDS("sessions moved to another address"),
    STALE_COOKIE("ATTACH messages with a wrong or old cookie"),
    ATTACH_RATE("attach attempts over the rate of their network"),
    BREAK_RATE("BREAK answers not sent because of their rate"),
    UNIT_NOT_ALLOWED("attaches of units that are not on the allow-list"),
    TOO_MANY_UNITS("attaches refused because the cap on attached units was reached"),
    GAPS("gaps that recorders reported: packets they no longer had"),
    CONTESTED("attaches that look like two recorders with one unit id"),
    PROBES("probe packets of RTPID appended to the journal, in no other total"),
    PROBE_RATE("probe packets dropped because they came too fast"),
    PROBE_NOT_ALLOWED("probe messages from networks that may not probe");

    private final String meaning;

    SessionCount(String meaning) {
        this.meaning = meaning;
    }

    /** What is counted, for people. */
    public String meaning() {
        return meaning;
    }
}
